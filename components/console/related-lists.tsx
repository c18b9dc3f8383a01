import { resources } from "@/lib/registry";
import type { Reader } from "./reader";
import { RelatedList, type RelatedListProps } from "./related-list";

/** Another list on a record's page: its resource, its columns, and what else there is to say of it. */
export type Related = readonly [
  resource: string,
  columns: readonly string[],
  more?: Pick<RelatedListProps, "path" | "actions" | "hideEmpty"> & {
    /** What ties the rows to the record, where that differs from the others. */
    filters?: Record<string, string>;
    /** The key of its title; the resource's own label when left out. */
    title?: string;
  },
];

export type RelatedListsProps = {
  reader: Reader;
  /** What ties the rows of the lists to the record. */
  filters: Record<string, string>;
  lists: readonly Related[];
};

/** Lists of what hangs on a record, in the order one asks about it: each for who may see it, where its module is there. */
export function RelatedLists({ reader, filters: common, lists }: RelatedListsProps) {
  return lists.map(([name, columns, { filters = common, title, ...more } = {}]) => {
    const resource = resources.get(name);
    if (!resource || !Object.keys(filters).every((key) => resource.columns[key]?.filter)) return null;
    return (
      <RelatedList
        key={name}
        reader={reader}
        resource={resource}
        filters={filters}
        columns={columns.filter((column) => resource.columns[column])}
        title={title && reader.t(title)}
        {...more}
      />
    );
  });
}
