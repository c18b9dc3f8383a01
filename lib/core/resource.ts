import {
  type Expression,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  type StringReference,
  sql,
} from "kysely";
import { type Caller, demand, demandOwn, operatorOf } from "@/lib/core/caller";
import type { DB } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { ColumnKind, Tone } from "@/lib/core/resource/description";

/** A column of a resource: where its value comes from and what a reader may do with it. */
export type Column<Ref extends string = string> = {
  kind: ColumnKind;
  from: Ref | RawBuilder<unknown>;
  /** For kind "money": the column that holds the currency. */
  currency?: Ref | RawBuilder<unknown>;
  /** For kind "enum": its values with the meaning of their colours. */
  values?: Readonly<Record<string, Tone>>;
  sort: boolean;
  /** What it sorts by where its value may be null: the same value, with something in its place that is none. Wants the index. */
  sortBy?: RawBuilder<unknown>;
  filter: boolean;
  search: boolean;
  /** For kind "code": its filter takes the whole value, which an index answers, instead of a part of it. */
  exact: boolean;
  /**
   * Holds numbers such as ORD000042, among others: a whole one is looked up instead of searched for, since all of them are
   * made of the same few pieces of text. Goes without saying for columns called `number`.
   */
  numbers?: boolean;
  /** For what another table holds: how words are found there, in a form that this table's indexes can answer. */
  contains?(words: string): RawBuilder<SqlBool>;
  /** For kind "enum", made by an expression: what a value means, in a form that an index can answer. */
  means?(value: string): RawBuilder<SqlBool>;
  /** Drawn before the reader chooses columns. */
  shown: boolean;
  link: boolean;
  width: number;
  /** For kind "id": the resource whose records it names. */
  refersTo?: string;
  /** For kind "time": one that people keep to, such as an appointment; drawn as it is and not by how far away it is. */
  absolute?: boolean;
  /** For kind "integer": minutes of work, drawn as hours and minutes. */
  minutes?: boolean;
  /** For kind "boolean": what it means when it is so; drawn as a mark then, and as nothing when it is not. */
  tone?: Tone;
};

type Options = Partial<
  Pick<
    Column,
    | "sort"
    | "sortBy"
    | "filter"
    | "search"
    | "exact"
    | "numbers"
    | "contains"
    | "means"
    | "shown"
    | "link"
    | "width"
    | "refersTo"
    | "absolute"
    | "minutes"
    | "tone"
  >
>;

/** An enumeration's values with the meaning their colours carry. */
type Values = Readonly<Record<string, Tone>>;

const plain = { sort: false, filter: false, search: false, exact: false, shown: true, link: false };

/** A column of the query keeps its name's type, for the compiler to check; an expression has none. */
type Build = {
  <Ref extends string>(from: Ref, options?: Options): Column<Ref>;
  (from: RawBuilder<unknown>, options?: Options): Column<never>;
};

const build = (kind: ColumnKind, width: number, defaults: Options = {}): Build =>
  ((from: string | RawBuilder<unknown>, options: Options = {}): Column => ({
    kind,
    from,
    ...plain,
    width,
    ...defaults,
    ...options,
  })) as Build;

/**
 * Columns by kind. `from` is a column of the resource's query (checked by the compiler) or an SQL expression. A column that
 * sorts must never be null, or says what it sorts by (`sortBy`), and wants an index on (that, id).
 */
export const column = {
  id: build("id", 120, { shown: false, filter: true }),
  text: build("text", 200),
  /** What people copy: numbers, keys, names of commands. */
  code: build("code", 160),
  boolean: build("boolean", 80),
  integer: build("integer", 100),
  time: build("time", 150),
  tags: build("tags", 200),
  json: build("json", 240, { shown: false }),
  enum: ((from: string | RawBuilder<unknown>, values: Values, options: Options = {}): Column => ({
    kind: "enum",
    from,
    values,
    ...plain,
    width: 130,
    filter: true,
    ...options,
  })) as {
    <Ref extends string>(from: Ref, values: Values, options?: Options): Column<Ref>;
    (from: RawBuilder<unknown>, values: Values, options?: Options): Column<never>;
  },
  money: <Ref extends string>(from: Ref, currency: Ref, options: Options = {}): Column<Ref> => ({
    kind: "money",
    from,
    currency,
    ...plain,
    width: 140,
    ...options,
  }),
};

/** Restricts a query to the rows a caller may see. */
export type ResourceScope<Ref extends string = string> =
  /** Rows of organizations in the caller's scope. */
  | { kind: "organization"; column: Ref }
  /** Rows that stand in the tree themselves: their ltree path is compared directly. */
  | { kind: "path"; column: string }
  /** Rows of the operator who asks. */
  | { kind: "own"; column: Ref }
  /** Only for who works with the whole platform. */
  | { kind: "platform" }
  /** The same for everybody who has the permission. */
  | { kind: "shared" };

export const organizationScope = <Ref extends string>(column: Ref): ResourceScope<Ref> => ({
  kind: "organization",
  column,
});
export const pathScope = (column: string): ResourceScope<never> => ({ kind: "path", column });
export const ownScope = <Ref extends string>(column: Ref): ResourceScope<Ref> => ({ kind: "own", column });
export const platformScope: ResourceScope<never> = { kind: "platform" };
export const sharedScope: ResourceScope<never> = { kind: "shared" };

// biome-ignore lint/complexity/noBannedTypes: what Kysely calls a query that selects nothing yet
type Empty = {};
export type Query = SelectQueryBuilder<DB, never, Empty>;

export type Resource = {
  /** Plural, kebab case: the noun in URLs, commands and catalogues. */
  name: string;
  module: string;
  /** Needed to read it; null where rows are the reader's own. */
  permission: string | null;
  /** Needed to export it; null means reading is enough. */
  exportPermission: string | null;
  scope: ResourceScope;
  columns: Record<string, Column>;
  /** "createdAt" ascending or "-createdAt" descending. */
  defaultSort: string;
  /** The column that names a record in search results. */
  title: string;
  /** The column shown beneath the title, if any. */
  subtitle: string | null;
  /** Path of a record's page below `/<panel>`, with `:id`; null where records have no page. */
  page: string | null;
  /** Whether global search looks here. */
  searchable: boolean;
  /** The query without its selection. */
  query(): Query;
  /** The id column of the query. */
  idFrom: string;
  /** Further conditions that always hold. */
  where?(caller: Caller): Expression<SqlBool>;
  /** What the words of a search find exactly, besides the columns' own text; null when nothing. */
  findsBy?(words: string): RawBuilder<SqlBool> | null;
  /** Narrows what a picker offers to what can be chosen there, by name; no filter of the list. */
  narrows?: Record<string, (value: string) => RawBuilder<SqlBool>>;
};

type Declaration<D extends object, T extends keyof D> = {
  name: string;
  module: string;
  permission: string | null;
  exportPermission?: string | null;
  scope: ResourceScope<StringReference<D, T>>;
  from: () => SelectQueryBuilder<D, T, Empty>;
  id: StringReference<D, T>;
  columns: Record<string, Column<StringReference<D, T>>>;
  defaultSort: string;
  title: string;
  subtitle?: string;
  page?: string;
  where?: (caller: Caller) => Expression<SqlBool>;
  findsBy?: (words: string) => RawBuilder<SqlBool> | null;
  narrows?: Record<string, (value: string) => RawBuilder<SqlBool>>;
};

/**
 * Describes a list once. Its page, API, export, OpenAPI entry and search come from this (design section 3.2).
 * @throws Error at start when the description contradicts itself.
 */
export function resource<D extends object, T extends keyof D>(declaration: Declaration<D, T>): Resource {
  const { from, id, ...rest } = declaration;
  // Names of columns come from outside: nothing an object has by birth may look like one.
  const columns: Record<string, Column> = Object.assign(Object.create(null), declaration.columns);
  for (const [role, key] of [
    ["sort", declaration.defaultSort.replace(/^-/, "")],
    ["title", declaration.title],
    ["subtitle", declaration.subtitle ?? declaration.title],
  ] as const)
    if (!columns[key]) throw new Error(`${declaration.name}: the ${role} column ${key} is not declared.`);
  if (!columns[declaration.defaultSort.replace(/^-/, "")]?.sort)
    throw new Error(`${declaration.name}: the default sort does not sort.`);
  return {
    exportPermission: null,
    ...rest,
    columns,
    scope: declaration.scope as ResourceScope,
    subtitle: declaration.subtitle ?? null,
    page: declaration.page ?? null,
    searchable: Object.values(columns).some((entry) => entry.search),
    idFrom: id,
    query: () => from() as unknown as Query,
  };
}

/** A column's value as an SQL expression. */
export const expression = (from: string | RawBuilder<unknown>): RawBuilder<unknown> =>
  typeof from === "string" ? sql.ref(from) : from;

/**
 * The condition that keeps other people's rows out.
 * @throws not_found when the resource is none of the caller's business at all.
 */
export function scopeCondition(
  resource: Pick<Resource, "scope"> & Partial<Pick<Resource, "permission">>,
  caller: Caller,
): RawBuilder<SqlBool> | null {
  const { scope } = resource;
  const mine = caller.scope;
  switch (scope.kind) {
    case "shared":
      return null;
    case "platform":
      if (mine.kind !== "all") throw notFound();
      return null;
    case "own":
      // What asks for a permission may stand on a token's list.
      if (!resource.permission) demandOwn(caller);
      return sql`${sql.ref(scope.column)} = ${operatorOf(caller)}`;
    case "path":
      if (mine.kind === "all") return null;
      return mine.kind === "subtree"
        ? sql`${sql.ref(scope.column)} <@ ${mine.path}::ltree`
        : sql`${sql.ref(scope.column)} = ${mine.path}::ltree`;
    case "organization":
      if (mine.kind === "all") return null;
      return mine.kind === "subtree"
        ? sql`${sql.ref(scope.column)} in (select id from organization where path <@ ${mine.path}::ltree)`
        : sql`${sql.ref(scope.column)} = ${mine.organizationId}`;
  }
}

/** The resource's rows that `caller` may see, before filters. @throws forbidden, not_found. */
export function visible(resource: Resource, caller: Caller): Query {
  if (resource.permission !== null) demand(caller, resource.permission);
  const condition = scopeCondition(resource, caller);
  const restriction = resource.where?.(caller);
  return resource
    .query()
    .$if(condition !== null, (query) => query.where(condition!))
    .$if(restriction !== undefined, (query) => query.where(restriction!));
}
