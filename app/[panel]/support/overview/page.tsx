import { getTimeZone } from "next-intl/server";
import { Suspense } from "react";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { OverviewFigures } from "@/components/console/support/overview-figures";
import { PageHeader } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { supportTickets } from "@/lib/support/support-tickets/resource";

export const generateMetadata = titled("support.pages.overview.title");

export default async function SupportOverviewPage({ params }: ListPageProps) {
  const reader = await readerWith(params, supportTickets.permission);
  const title = reader.t("support.pages.overview.title");
  return (
    <>
      <PageHeader
        title={title}
        description={reader.t("support.pages.overview.description")}
        crumbs={pageCrumbs(reader, "support", title)}
      />
      <Suspense fallback={<Skeleton className="h-60" />}>
        <OverviewFigures reader={reader} timeZone={await getTimeZone()} />
      </Suspense>
    </>
  );
}
