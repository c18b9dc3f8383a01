import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTimeZone, getTranslations } from "next-intl/server";
import { Charts } from "@/components/console/dashboard/charts";
import { SpanFigures, StandingFigures } from "@/components/console/dashboard/figures";
import { MoneyFigures } from "@/components/console/dashboard/money-figures";
import { SpanTabs, spanOf } from "@/components/console/dashboard/spans";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { engineHealth } from "@/inngest/engine-client";
import { jobsHome, worksOnly } from "@/lib/field-service/jobs/home";
import { readiness } from "@/lib/sre/health/ready";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("core.console.dashboard");
  return { title: t("title") };
}

export default async function DashboardPage({ params, searchParams }: ListPageProps) {
  const [reader, query, timeZone] = await Promise.all([readerOf(params), searchParams, getTimeZone()]);
  if (worksOnly(reader.caller)) redirect(jobsHome);
  const span = spanOf(query.span);
  return (
    <>
      <PageHeader
        title={reader.t("core.console.dashboard.title")}
        description={reader.t("core.console.dashboard.description")}
      />
      <div className="space-y-4">
        <StandingFigures
          reader={reader}
          timeZone={timeZone}
          ready={() => readiness(async () => (await engineHealth()).up)}
        />
        <SpanTabs reader={reader} span={span} />
        <SpanFigures reader={reader} timeZone={timeZone} span={span} />
        <MoneyFigures reader={reader} span={span} />
        <Charts reader={reader} timeZone={timeZone} />
      </div>
    </>
  );
}
