import { type Caller, may } from "@/lib/core/caller";
import type { Translate } from "@/lib/core/i18n/translate";
import type { Column, Resource } from "@/lib/core/resource";
import type {
  ColumnDescription,
  FilterDescription,
  ResourceDescription,
  Tone,
} from "@/lib/core/resource/description";

/** Key prefix of a resource's texts in its module's catalogue. */
export const textsOf = (resource: Resource): string => `${resource.module}.resources.${resource.name}`;

/** Label of a column in the reader's language. */
export const columnLabel = (resource: Resource, key: string, t: Translate): string =>
  t(`${textsOf(resource)}.columns.${key}`);

/** Label of an enumeration's value in the reader's language. */
export const valueLabel = (resource: Resource, key: string, value: string, t: Translate): string =>
  t(`${textsOf(resource)}.values.${key}.${value}`);

const optionsOf = (resource: Resource, key: string, column: Column, t: Translate) =>
  Object.entries(column.values ?? {}).map(([value, tone]: [string, Tone]) => ({
    value,
    label: valueLabel(resource, key, value, t),
    tone,
  }));

const columnDescription = (
  resource: Resource,
  key: string,
  column: Column,
  t: Translate,
): ColumnDescription => ({
  key,
  label: columnLabel(resource, key, t),
  kind: column.kind,
  sortable: column.sort,
  shown: column.shown,
  width: column.width,
  ...(column.kind === "enum" ? { options: optionsOf(resource, key, column, t) } : {}),
  ...(column.link ? { link: true } : {}),
  ...(column.absolute ? { absolute: true } : {}),
  ...(column.minutes ? { minutes: true } : {}),
  ...(column.tone ? { tone: column.tone } : {}),
});

const filterKinds = {
  enum: "enum",
  boolean: "boolean",
  text: "text",
  code: "text",
  tags: "text",
  time: "time",
  integer: "integer",
  money: "money",
} as const;

function filterDescription(
  resource: Resource,
  key: string,
  column: Column,
  t: Translate,
): FilterDescription[] {
  if (!column.filter) return [];
  const label = columnLabel(resource, key, t);
  if (column.kind === "id")
    return column.refersTo ? [{ key, label, kind: "reference", resource: column.refersTo }] : [];
  if (column.kind === "json") return [];
  const kind = filterKinds[column.kind];
  return [{ key, label, kind, ...(kind === "enum" ? { options: optionsOf(resource, key, column, t) } : {}) }];
}

/** Whether the caller may write this list to a file. */
export const mayExport = (resource: Resource, caller: Caller): boolean =>
  (resource.permission === null || may(caller, resource.permission)) &&
  (resource.exportPermission === null || may(caller, resource.exportPermission));

/**
 * What a browser needs to draw a resource's table, in the reader's language.
 * @param panel "ops" or "tenant": where record pages are linked to.
 */
export function describeResource(
  resource: Resource,
  caller: Caller,
  t: Translate,
  panel: string,
): ResourceDescription {
  const entries = Object.entries(resource.columns);
  return {
    name: resource.name,
    label: t(`${textsOf(resource)}.label`),
    module: resource.module,
    columns: entries.map(([key, column]) => columnDescription(resource, key, column, t)),
    filters: entries.flatMap(([key, column]) => filterDescription(resource, key, column, t)),
    searchable: resource.searchable,
    defaultSort: resource.defaultSort,
    exportable: mayExport(resource, caller),
    recordHref: resource.page === null ? null : `/${panel}/${resource.page}`,
  };
}
