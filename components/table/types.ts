import type { CommandSpec } from "../form/command";

/** A list's state kept under a name. `query` is the URL's search string without `cursor`. */
export type SavedView = { id: string; name: string; query: string; shared: boolean; mine: boolean };

/** How views are kept; in practice server actions. Each may reject, and the table says so. */
export type SavedViews = {
  list: () => Promise<SavedView[]>;
  /** Makes a view, or with `id` changes one. */
  save: (view: { id?: string; name: string; query: string; shared: boolean }) => Promise<SavedView>;
  remove: (id: string) => Promise<void>;
};

/**
 * A command offered for the chosen rows: it runs once per row with the row's id as `idField`. With `inPreview` it also stands in
 * the preview of a row whose cell in that column is one of these values.
 */
export type BulkAction = CommandSpec & {
  idField: string;
  /** It runs once, with the ids of all rows that are chosen. */
  together?: boolean;
  inPreview?: { column: string; values: string[] };
};

export type ExportRequest = {
  /** The URL's search string without `cursor` and `limit`. */
  query: string;
  /** Keys of columns, in order. */
  columns: string[];
  bom: boolean;
};

/** Small exports answer with where to download them; large ones become a job; where a policy says so, both wait for approval. */
export type StartExport = (
  request: ExportRequest,
) => Promise<{ ok: true; href?: string; approvalId?: string } | { ok: false; message: string }>;
