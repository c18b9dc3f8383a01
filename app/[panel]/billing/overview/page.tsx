import { getTimeZone } from "next-intl/server";
import { Suspense } from "react";
import { Chart } from "@/components/chart/chart";
import { pageCrumbs } from "@/components/console/crumbs";
import { CourseChoice } from "@/components/console/day-close/course-choice";
import { financeTabs } from "@/components/console/day-close/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { type Reader, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ledgerCurrencies } from "@/lib/billing/day-close/currencies";
import { revenueAndLiability, spansOf } from "@/lib/billing/day-close/series";
import type { Unit } from "@/lib/core/spans";

export const generateMetadata = titled("billing.pages.overview.title");

export default async function FinanceOverviewPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, "billing.reports.read");
  const [currencies, asked] = await Promise.all([ledgerCurrencies(reader.caller), searchParams]);
  const unit = Object.keys(spansOf).find((name): name is Unit => name === asked.unit) ?? "day";
  const currency = currencies.find((code) => code === asked.currency) ?? currencies[0];
  const { t } = reader;
  const [title, tabs] = [t("billing.pages.overview.title"), financeTabs(reader)];
  return (
    <>
      <PageHeader
        title={title}
        description={t("billing.pages.overview.description")}
        crumbs={pageCrumbs(reader, "billing", title)}
        tabs={tabs}
        activeTab={tabs[1]?.href}
        actions={
          currency ? (
            <CourseChoice reader={reader} unit={unit} currency={currency} currencies={currencies} />
          ) : null
        }
      />
      {currency ? (
        <Suspense key={`${unit}${currency}`} fallback={<Skeleton className="h-60" />}>
          <Course reader={reader} unit={unit} currency={currency} />
        </Suspense>
      ) : (
        <Card>
          <EmptyState
            title={t("billing.dayClose.emptyTitle")}
            description={t("billing.dayClose.emptyDescription")}
          />
        </Card>
      )}
    </>
  );
}

async function Course({ reader, unit, currency }: { reader: Reader; unit: Unit; currency: string }) {
  const { t, caller } = reader;
  const [points, timeZone] = await Promise.all([
    revenueAndLiability({ unit, currency }, caller),
    getTimeZone(),
  ]);
  const common = {
    axis: unit === "month" ? ("month" as const) : ("day" as const),
    unit: { kind: "money" as const, currency },
    timeZone,
    height: 280,
  };
  const words = (key: string) => t(`billing.overview.${key}`);
  const series = (keys: string[]) => keys.map((key) => ({ key, label: words(key) }));
  const span = t(`billing.overview.spans.${unit}`, { count: spansOf[unit] });
  return (
    <div className="space-y-4">
      <Card title={words("earned")} description={span}>
        <Chart
          {...common}
          title={words("earned")}
          kind="bar"
          series={series(["revenue", "topUps"])}
          data={points.map(({ from, revenue, topUps }) => ({
            x: from,
            revenue: Number(revenue),
            topUps: Number(topUps),
          }))}
        />
      </Card>
      <Card title={words("owed")} description={t("billing.overview.owedDetail")}>
        <Chart
          {...common}
          title={words("owed")}
          kind="line"
          series={series(["cash", "vouchers", "creditUsed"])}
          data={points.map(({ from, cash, vouchers, creditUsed }) => ({
            x: from,
            cash: Number(cash),
            vouchers: Number(vouchers),
            creditUsed: Number(creditUsed),
          }))}
        />
      </Card>
    </div>
  );
}
