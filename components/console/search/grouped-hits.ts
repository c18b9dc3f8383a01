import type { SearchHit } from "@/lib/governance/search/search";
import { resources } from "@/lib/registry";
import type { Reader } from "../reader";

export type HitGroup = {
  resource: string;
  label: string;
  /** The list itself, searched for the same words. */
  listHref: string;
  hits: SearchHit[];
};

/** Hits by the list they stand in; the list with the best hit comes first. */
export function groupedHits(reader: Reader, hits: SearchHit[], words: string): HitGroup[] {
  return [...Map.groupBy(hits, (hit) => hit.resource)].map(([name, found]) => {
    const resource = resources.get(name);
    const path = resource?.page?.replace(/\/:id$/, "") ?? `${resource?.module}/${name}`;
    return {
      resource: name,
      label: found[0]?.label ?? name,
      listHref: `${reader.href(path)}?${new URLSearchParams({ q: words })}`,
      hits: found,
    };
  });
}
