import { Suspense } from "react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { SearchForm } from "@/components/console/search/search-form";
import { SearchResults } from "@/components/console/search/search-results";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

export const generateMetadata = titled("core.console.search.title");

const longest = 200;

/** Everything the reader may see that some words are in. Whose rows and which lists is settled by the search itself. */
export default async function SearchPage({ params, searchParams }: ListPageProps) {
  const [reader, { q }] = await Promise.all([readerOf(params), searchParams]);
  const { t } = reader;
  const words = [q ?? ""].flat().join(" ").replaceAll("\0", "").trim().slice(0, longest);
  return (
    <>
      <PageHeader title={t("core.console.search.title")} />
      <SearchForm reader={reader} words={words} />
      {words === "" ? (
        <Card>
          <EmptyState
            title={t("core.console.search.begin")}
            description={t("core.console.search.beginDescription")}
          />
        </Card>
      ) : (
        <Suspense key={words} fallback={<ResultsSkeleton label={t("core.common.searching")} />}>
          <SearchResults reader={reader} words={words} />
        </Suspense>
      )}
    </>
  );
}

function ResultsSkeleton({ label }: { label: string }) {
  return (
    <Card title={label}>
      <div className="space-y-3">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/3" />
      </div>
    </Card>
  );
}
