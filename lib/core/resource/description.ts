/**
 * What a browser needs to draw a resource: plain data, made on the server from the resource's one description
 * (see `../resource.ts`) and safe to hand to client components.
 */

/** How a cell is drawn, filtered and exported. */
export type ColumnKind =
  | "id"
  | "text"
  | "code"
  | "enum"
  | "boolean"
  | "integer"
  | "money"
  | "time"
  | "tags"
  | "json";

/** The meaning a state's colour carries (design section 6); always shown with its word. */
export type Tone = "done" | "waiting" | "danger" | "progress" | "over" | "neutral";

export type ColumnDescription = {
  key: string;
  label: string;
  kind: ColumnKind;
  sortable: boolean;
  /** Whether the column is drawn before the reader chooses columns. */
  shown: boolean;
  /** Width in pixels that the skeleton and the table agree on. */
  width: number;
  /** For kind "enum": value → label and tone. */
  options?: { value: string; label: string; tone: Tone }[];
  /** The cell links to the record's page. */
  link?: boolean;
  /** For kind "time": drawn as it is, not by how far away it is. */
  absolute?: boolean;
  /** For kind "integer": minutes of work, drawn as hours and minutes. */
  minutes?: boolean;
  /** For kind "boolean": drawn as a mark of this meaning when it is so. */
  tone?: Tone;
};

export type FilterKind = "enum" | "boolean" | "text" | "time" | "integer" | "money" | "reference";

export type FilterDescription = {
  key: string;
  label: string;
  kind: FilterKind;
  options?: { value: string; label: string; tone: Tone }[];
  /** For kind "reference": the resource whose records may be chosen. */
  resource?: string;
};

export type ResourceDescription = {
  name: string;
  label: string;
  module: string;
  columns: ColumnDescription[];
  filters: FilterDescription[];
  searchable: boolean;
  defaultSort: string;
  /** Whether the reader may export this resource. */
  exportable: boolean;
  /** URL of a record's page with `:id` in place of the id, or null where there is none. */
  recordHref: string | null;
};

export type MoneyValue = { amount: string; currency: string };

/** A cell on the wire: times are ISO 8601 in UTC, big integers are strings. */
export type CellValue = string | number | boolean | null | MoneyValue | string[] | { [key: string]: unknown };

/** One page of a list: row tuples in the order of `columns`, the row's id first. */
export type ListPage = {
  columns: string[];
  rows: [id: string, ...cells: CellValue[]][];
  nextCursor: string | null;
  previousCursor: string | null;
  total: { count: number; exact: boolean };
};

/** The whole state of a table: what its URL says. */
export type ListQuery = {
  q?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
  columns?: string[];
  filters: Record<string, string>;
};
