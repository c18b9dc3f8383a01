import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTimeZone, getTranslations } from "next-intl/server";
import { Charts } from "@/components/console/dashboard/charts";
import { Figures } from "@/components/console/dashboard/figures";
import { MoneyFigures } from "@/components/console/dashboard/money-figures";
import { type PanelParams, readerOf } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { jobsHome, worksOnly } from "@/lib/field-service/jobs/home";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("core.console.dashboard");
  return { title: t("title") };
}

export default async function DashboardPage({ params }: { params: Promise<PanelParams> }) {
  const [reader, timeZone] = await Promise.all([readerOf(params), getTimeZone()]);
  if (worksOnly(reader.caller)) redirect(jobsHome);
  return (
    <>
      <PageHeader
        title={reader.t("core.console.dashboard.title")}
        description={reader.t("core.console.dashboard.description")}
      />
      <div className="space-y-4">
        <Figures reader={reader} timeZone={timeZone} />
        <MoneyFigures reader={reader} />
        <Charts reader={reader} timeZone={timeZone} />
      </div>
    </>
  );
}
