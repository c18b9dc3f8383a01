import { Search } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { SearchForm } from "@/components/console/search-form";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type SearchHit, searchEverything } from "@/lib/governance/search/search";

export const generateMetadata = titled("core.console.search.title");

const longest = 200;

export default async function SearchPage({ params, searchParams }: ListPageProps) {
  const [reader, { q }] = await Promise.all([readerOf(params), searchParams]);
  const { caller, t, panel } = reader;
  const words = (typeof q === "string" ? q : "").replaceAll("\0", "").slice(0, longest).trim();
  const hits = await searchEverything(words, caller, panel);
  return (
    <>
      <PageHeader
        title={t("core.console.search.title")}
        description={words ? t("core.console.search.found", { count: hits.length, words }) : undefined}
      />
      <SearchForm words={words} />
      <div className="mt-4 grid gap-4">
        {words === "" || hits.length === 0 ? (
          <div className="rounded-md border border-line bg-surface">
            <EmptyState
              icon={<Search aria-hidden />}
              title={t(words ? "core.console.search.nothing" : "core.console.search.begin")}
              description={t("core.console.search.hint")}
            />
          </div>
        ) : (
          byKind(hits).map(([label, group]) => <Hits key={label} label={label} hits={group} />)
        )}
      </div>
    </>
  );
}

function Hits({ label, hits }: { label: string; hits: SearchHit[] }) {
  return (
    <Card title={label} flush>
      <ul className="divide-y divide-line">
        {hits.map((hit) => (
          <li
            key={hit.id}
            className="relative flex min-h-row items-center gap-3 px-4 py-1 text-sm hover:bg-hover"
          >
            <Link href={hit.href} className="stretched min-w-0 truncate font-medium">
              {hit.title}
            </Link>
            <span className="min-w-0 truncate text-ink-3">{hit.subtitle}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function byKind(hits: SearchHit[]): [string, SearchHit[]][] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.label, [...(groups.get(hit.label) ?? []), hit]);
  return [...groups];
}
