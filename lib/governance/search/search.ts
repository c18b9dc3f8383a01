import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { directory, modulesOff, requireSwitchedOn } from "@/lib/core/directory";
import { AppError, invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import { type Translate, translator } from "@/lib/core/i18n/translate";
import { expression, type Query, type Resource, visible } from "@/lib/core/resource";
import { textsOf } from "@/lib/core/resource/describe";
import { listPathOf } from "@/lib/core/resource/list-path";
import { checkListQuery, filterCondition, searchCondition, sortOf } from "@/lib/core/resource/query";

/** Something found, and where it is looked at. */
export type SearchHit = {
  resource: string;
  /** The resource's name for people. */
  label: string;
  id: string;
  title: string;
  subtitle: string | null;
  href: string;
};

/** What a search of every list brings. */
export type SearchFinds = {
  hits: SearchHit[];
  /** Lists of which only the first hits are here, with the list's page that shows them all. */
  more: { resource: string; href: string }[];
};

/** Whose pages the hits lead to. */
export type Panel = "ops" | "tenant";

type Row = { id: string; title: string | null; subtitle: string | null; exact: boolean };

const hitsEach = 5;
const hitsOfOne = 20;
const atOnce = 4;
/** One list that answers slowly must not keep the others. Milliseconds. */
const timeEach = 800;
const timeForAll = 2500;

/**
 * Looks in every list the caller may read: records whose id or number is exactly what was asked for come first. Of each list
 * the first five are answered; `more` names the lists that hold others.
 * @param words at most 200 characters; without any there is nothing to find.
 */
export async function searchEverything(words: string, caller: Caller, panel: Panel): Promise<SearchFinds> {
  const q = checkedWords(words);
  if (q === "") return { hits: [], more: [] };
  const [t, off] = await Promise.all([translator(caller.locale), modulesOff()]);
  const queue = [...directory().resources.values()]
    .filter((resource) => resource.searchable && !off.has(resource.module))
    .entries();
  const found: { hits: SearchHit[]; exact: SearchHit[]; more: SearchFinds["more"] }[] = [];
  const until = Date.now() + timeForAll;
  const worker = async (): Promise<void> => {
    for (const [index, resource] of queue) {
      if (Date.now() > until) return;
      const rows = await searched(resource, q, hitsEach + 1, caller);
      const hits = rows.slice(0, hitsEach).map((row) => hitOf(resource, row, t, panel));
      found[index] = {
        hits,
        exact: hits.filter((_, place) => rows[place]?.exact),
        more: rows.length > hitsEach ? [{ resource: resource.name, href: listHref(resource, q, panel) }] : [],
      };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const exact = found.flatMap((entry) => entry?.exact ?? []);
  const others = found.flatMap((entry) => entry?.hits ?? []).filter((hit) => !exact.includes(hit));
  return { hits: [...exact, ...others], more: found.flatMap((entry) => entry?.more ?? []) };
}

/**
 * Looks in one list; without words, what stands first in it.
 * @param among only these: by the list's filters, or by what its resource narrows pickers to.
 * @throws not_found, forbidden, invalid_input.
 */
export async function searchResource(
  name: string,
  words: string,
  caller: Caller,
  panel: Panel,
  among: Record<string, string> = {},
): Promise<SearchHit[]> {
  const resource = await named(name, caller);
  const [q, t] = [checkedWords(words), await translator(caller.locale)];
  const rows =
    q === ""
      ? await run(narrowed(resource, caller, among), resource, sql<boolean>`false`, hitsOfOne)
      : await matching(resource, q, hitsOfOne, caller, among);
  return rows.map((row) => hitOf(resource, row, t, panel));
}

/**
 * The names of records one knows by id; those the caller may not see are left out.
 * @throws not_found, forbidden, invalid_input.
 */
export async function nameRecords(
  name: string,
  ids: string[],
  caller: Caller,
  panel: Panel,
): Promise<SearchHit[]> {
  const resource = await named(name, caller);
  if (ids.length > 200 || ids.some((id) => !z.guid().safeParse(id).success))
    throw invalidInput([fault("ids", "id")], "invalid_query");
  if (ids.length === 0) return [];
  const t = await translator(caller.locale);
  const wanted = visible(resource, caller).where(
    sql<SqlBool>`${sql.ref(resource.idFrom)} in (${sql.join(ids)})`,
  );
  const rows = await run(wanted, resource, sql<boolean>`true`, ids.length);
  return rows.map((row) => hitOf(resource, row, t, panel));
}

async function named(name: string, caller: Caller): Promise<Resource> {
  const resource = directory().resources.get(name);
  if (!resource)
    throw invalidInput(
      [{ path: "resource", key: "governance.validation.no_such_resource" }],
      "invalid_query",
    );
  await requireSwitchedOn(resource, caller);
  return resource;
}

function checkedWords(words: string): string {
  if (words.length > 200 || words.includes("\0")) throw invalidInput([fault("q", "text")], "invalid_query");
  return words.trim();
}

/** Like `matching`, for a list among many: one that is none of the caller's business or takes too long has nothing. */
async function searched(resource: Resource, q: string, limit: number, caller: Caller): Promise<Row[]> {
  try {
    return await matching(resource, q, limit, caller);
  } catch (error) {
    const passedOver =
      error instanceof AppError ? ["forbidden", "not_found"].includes(error.code) : isTimeout(error);
    if (passedOver) return [];
    throw error;
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "57014";

/** What a caller may see of a list, narrowed. @throws invalid_input when it knows no such narrowing. */
function narrowed(resource: Resource, caller: Caller, among: Record<string, string>): Query {
  return Object.entries(among).reduce(
    (rows, [key, value]) => {
      const { narrows = {} } = resource;
      const narrow = Object.hasOwn(narrows, key) ? narrows[key] : null;
      return rows.where(narrow ? narrow(value) : filterCondition(resource, key, value));
    },
    visible(resource, caller),
  );
}

/** Rows that are exactly `q`, then rows that contain it. */
async function matching(
  resource: Resource,
  q: string,
  limit: number,
  caller: Caller,
  among: Record<string, string> = {},
): Promise<Row[]> {
  checkListQuery(resource, { q, filters: {} });
  const mine = narrowed(resource, caller, among);
  const same = exactly(resource, q);
  const exact = same ? await run(mine.where(same), resource, sql<boolean>`true`, limit) : [];
  if (exact.length >= limit) return exact;
  const like = await run(mine.where(searchCondition(resource, q)), resource, sql<boolean>`false`, limit);
  const known = new Set(exact.map((row) => row.id));
  return [...exact, ...like.filter((row) => !known.has(row.id))].slice(0, limit);
}

/** The id, or a code such as a number, is the words themselves: answered by plain indexes. */
function exactly(resource: Resource, q: string): RawBuilder<SqlBool> | null {
  const same = Object.values(resource.columns)
    .filter((column) => column.search && column.kind === "code")
    .map((column) => sql<SqlBool>`${expression(column.from)} in (${q}, ${q.toUpperCase()})`);
  if (z.guid().safeParse(q).success) same.push(sql<SqlBool>`${sql.ref(resource.idFrom)} = ${q}`);
  const found = resource.findsBy?.(q);
  if (found) same.push(found);
  return same.length > 0 ? sql<SqlBool>`(${sql.join(same, sql` or `)})` : null;
}

/** Runs one lookup within its time. @throws the database's 57014 when it took too long. */
async function run(
  rows: Query,
  resource: Resource,
  exact: RawBuilder<boolean>,
  limit: number,
): Promise<Row[]> {
  const text = (key: string | null): RawBuilder<string | null> =>
    key === null ? sql`null` : sql`(${expression(resource.columns[key]!.from)})::text`;
  const sort = sortOf(resource, { filters: {} });
  const query = rows
    .select([
      sql<string>`${sql.ref(resource.idFrom)}::text`.as("id"),
      text(resource.title).as("title"),
      text(resource.subtitle).as("subtitle"),
      exact.as("exact"),
    ])
    .orderBy(sql`${sort.from} ${sort.descending ? sql`desc` : sql`asc`}`)
    .limit(limit)
    .compile();
  return kysely.transaction().execute(async (tx) => {
    await sql`select set_config('statement_timeout', ${String(timeEach)}, true)`.execute(tx);
    return (await tx.executeQuery(query)).rows as Row[];
  });
}

function hitOf(resource: Resource, row: Row, t: Translate, panel: Panel): SearchHit {
  const title = row.title || row.id;
  return {
    resource: resource.name,
    label: t(`${textsOf(resource)}.label`),
    id: row.id,
    title,
    subtitle: row.subtitle,
    href: resource.page
      ? `/${panel}/${resource.page.replace(":id", encodeURIComponent(row.id))}`
      : listHref(resource, title, panel),
  };
}

const listHref = (resource: Resource, q: string, panel: Panel): string =>
  `/${panel}/${listPathOf(resource)}?q=${encodeURIComponent(q)}`;
