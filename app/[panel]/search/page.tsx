import { Search } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { SearchForm } from "@/components/console/search-form";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { Translate } from "@/lib/core/i18n/translate";
import { type SearchFinds, type SearchHit, searchEverything } from "@/lib/governance/search/search";

export const generateMetadata = titled("core.console.search.title");

const longest = 200;

export default async function SearchPage({ params, searchParams }: ListPageProps) {
  const [reader, { q }] = await Promise.all([readerOf(params), searchParams]);
  const { caller, t, panel } = reader;
  const words = (typeof q === "string" ? q : "").replaceAll("\0", "").slice(0, longest).trim();
  const finds = await searchEverything(words, caller, panel);
  const { hits } = finds;
  return (
    <>
      <PageHeader
        title={t("core.console.search.title")}
        description={words ? foundWords(finds, words, t) : undefined}
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
          byKind(finds).map(({ label, hits: group, more }) => (
            <Hits key={group[0]?.resource} label={label} hits={group} more={more} t={t} />
          ))
        )}
      </div>
    </>
  );
}

/** How much was found is only said where all of it is here. */
function foundWords({ hits, more }: SearchFinds, words: string, t: Translate): string {
  return more.length > 0
    ? t("core.console.search.foundFirst", { words })
    : t("core.console.search.found", { count: hits.length, words });
}

type HitsProps = { label: string; hits: SearchHit[]; more?: string; t: Translate };

function Hits({ label, hits, more, t }: HitsProps) {
  return (
    <Card
      title={label}
      flush
      footer={
        more ? (
          <p className="flex flex-wrap gap-x-2 text-sm">
            <span className="text-ink-3">{t("core.console.search.first", { count: hits.length })}</span>
            <Link href={more} className="text-accent underline">
              {t("core.console.search.all", { list: label })}
            </Link>
          </p>
        ) : null
      }
    >
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

/** The hits list by list; `more` is the page with all of a list's, where only its first are here. */
function byKind({ hits, more }: SearchFinds): { label: string; hits: SearchHit[]; more?: string }[] {
  const groups = new Map<string, { label: string; hits: SearchHit[]; more?: string }>();
  for (const hit of hits) {
    const known = groups.get(hit.resource);
    if (known) known.hits.push(hit);
    else
      groups.set(hit.resource, {
        label: hit.label,
        hits: [hit],
        more: more.find(({ resource }) => resource === hit.resource)?.href,
      });
  }
  return [...groups.values()];
}
