import { Suspense } from "react";
import { pageCrumbs } from "@/components/console/crumbs";
import { CurrencyCard } from "@/components/console/day-close/currency-card";
import { RangeLink } from "@/components/console/day-close/range-link";
import { financeTabs } from "@/components/console/day-close/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { type Reader, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { exportDayClose } from "@/lib/billing/day-close/export";
import { type Period, periodOf } from "@/lib/billing/day-close/period";
import { dayClose } from "@/lib/billing/day-close/read";
import { may } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";

export const generateMetadata = titled("billing.pages.dayClose.title");

export default async function DayClosePage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, "billing.reports.read");
  const { t, caller } = reader;
  const { days } = await searchParams;
  const asked = Array.isArray(days) ? days.join() : days;
  const { period, wrong } = await askedPeriod(asked, reader);
  const [title, tabs] = [t("billing.pages.dayClose.title"), financeTabs(reader)];
  const written = period.from === period.to ? period.from : `${period.from}..${period.to}`;
  return (
    <>
      <PageHeader
        title={title}
        description={t("billing.pages.dayClose.description", { zone: period.timeZone })}
        crumbs={pageCrumbs(reader, "billing", title)}
        tabs={tabs}
        activeTab={tabs[0]?.href}
        actions={
          <>
            <RangeLink
              key={written}
              label={t("billing.dayClose.days")}
              value={{ from: period.from, to: period.to }}
            />
            {may(caller, exportDayClose.permission!) ? (
              <Button asChild>
                <a href={`/api/billing/day-close?days=${written}`} download>
                  {t("billing.dayClose.download")}
                </a>
              </Button>
            ) : null}
          </>
        }
      />
      {wrong ? <Notice tone="waiting" title={t("billing.dayClose.wrongDays")} className="mb-4" /> : null}
      <Suspense key={written} fallback={<Waiting />}>
        <Closes reader={reader} days={written} />
      </Suspense>
    </>
  );
}

/** The period of the address; today where that makes no sense. */
async function askedPeriod(
  asked: string | undefined,
  { caller }: Reader,
): Promise<{ period: Period; wrong: boolean }> {
  try {
    return { period: await periodOf(asked, caller), wrong: false };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return { period: await periodOf(undefined, caller), wrong: true };
  }
}

async function Closes({ reader, days }: { reader: Reader; days: string }) {
  const { currencies } = await dayClose(days, reader.caller);
  const { t } = reader;
  if (currencies.length === 0)
    return (
      <Card>
        <EmptyState
          title={t("billing.dayClose.emptyTitle")}
          description={t("billing.dayClose.emptyDescription")}
        />
      </Card>
    );
  return (
    <div className="space-y-4">
      {currencies.map((close) => (
        <CurrencyCard key={close.currency} reader={reader} close={close} days={days} />
      ))}
    </div>
  );
}

function Waiting() {
  return (
    <Card>
      <div className="space-y-4">
        <Skeleton className="w-1/4" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    </Card>
  );
}
