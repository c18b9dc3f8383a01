import { SearchX } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { searchEverything } from "@/lib/governance/search/search";
import type { Reader } from "../reader";
import { groupedHits } from "./grouped-hits";

/** What the reader may see that these words are in, list by list. */
export async function SearchResults({ reader, words }: { reader: Reader; words: string }) {
  const { caller, t, panel } = reader;
  const groups = groupedHits(reader, await searchEverything(words, caller, panel), words);
  if (groups.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("core.console.search.nothing", { words })}
          description={t("core.console.search.nothingDescription")}
        />
      </Card>
    );
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {groups.map((group) => (
        <Card
          key={group.resource}
          flush
          title={group.label}
          actions={
            <Link href={group.listHref} className="text-accent text-sm hover:underline">
              {t("core.console.search.inList")}
            </Link>
          }
        >
          <ul className="divide-y divide-line">
            {group.hits.map((hit) => (
              <li key={hit.id}>
                <Link href={hit.href} className="block min-h-11 px-4 py-2 hover:bg-hover">
                  <span className="block truncate font-medium text-sm">{hit.title}</span>
                  {hit.subtitle ? (
                    <span className="block truncate text-ink-3 text-xs">{hit.subtitle}</span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
