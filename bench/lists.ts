// How long a page of 200,000 organizations takes in the server, beside a lookup by primary key (design section 12).
import pg from "pg";
import { benchDatabase } from "./support/database";
import { budget, line, ms, percentile, timed } from "./support/figures";

const rows = Number(process.env.BENCH_ROWS ?? 200_000);
const runs = 200;
const allowed = 50;

const close = await benchDatabase();
const { pool } = await import("@/lib/core/db");
const { list } = await import("@/lib/core/resource/list");
const { systemCaller } = await import("@/lib/core/system");
const { organizations } = await import("@/lib/customers/organizations/resource");
const { fillOrganizations } = await import("./support/organizations");
type ListQuery = import("@/lib/core/resource/description").ListQuery;

/** Runs something with every statement it sends, then shows how Postgres carried each of them out. */
async function showPlans(run: () => Promise<unknown>): Promise<void> {
  const sent: { text: string; values: unknown[] }[] = [];
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = new Proxy(query, {
    apply(target, client, given) {
      const [first, values] = given;
      sent.push(typeof first === "string" ? { text: first, values } : first);
      return Reflect.apply(target, client, given);
    },
  });
  await run();
  pg.Client.prototype.query = query;
  for (const { text, values } of sent.filter((statement) => /^select/i.test(statement.text))) {
    const plan = await pool.query<{ "QUERY PLAN": string }>(`explain (analyze, buffers) ${text}`, values);
    console.log(plan.rows.map((row) => `    ${row["QUERY PLAN"]}`).join("\n"));
  }
}

try {
  console.log(`${rows.toLocaleString("en")} organizations, ${runs} runs each\n`);
  await fillOrganizations(rows);
  const everything = await systemCaller("bench");
  const [reseller] = (
    await pool.query<{ id: string; path: string }>(
      "select id, path::text from organization where number = 'RES000007'",
    )
  ).rows;
  const subtree = {
    ...everything,
    scope: { kind: "subtree" as const, organizationId: reseller!.id, path: reseller!.path },
  };

  const ids = (await pool.query<{ id: string }>("select id from organization limit 1000")).rows;
  const reference = await timed(runs, (index) =>
    pool.query("select * from organization where id = $1", [ids[(index * 7) % ids.length]!.id]),
  );
  line("", "median", "p95", "of reference");
  const base = percentile(reference, 0.95);
  line("reference: one row by primary key", ms(percentile(reference, 0.5)), ms(base), "1.0");

  const pages: [name: string, query: ListQuery, caller: typeof everything][] = [
    ["first page", { filters: {} }, everything],
    ["first page by name", { filters: {}, sort: "name" }, everything],
    ["filter: kind and state", { filters: { kind: "enterprise", state: "suspended" } }, everything],
    ["filter: name contains", { filters: { name: "Harbor Studio a1" } }, everything],
    ["filter: a country (not indexed)", { filters: { country: "DE" } }, everything],
    ["search", { filters: {}, q: "contact4711@" }, everything],
    ["search, nothing found", { filters: {}, q: "zzzzzz" }, everything],
    ["first page of a reseller", { filters: {} }, subtree],
    ["a reseller, filter and sort", { filters: { kind: "individual" }, sort: "name" }, subtree],
  ];
  const far = async (query: ListQuery, page: number): Promise<ListQuery> => {
    let cursor: string | undefined;
    // 200 rows a stride; the page itself has the usual 50.
    for (let skipped = 0; skipped < (page - 1) * 50; skipped += 200) {
      const { nextCursor } = await list(organizations, { ...query, cursor, limit: 200 }, everything, {
        withTotal: false,
      });
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    return { ...query, cursor };
  };
  const late = Math.floor(rows / 50);
  pages.push([`page ${late} by cursor`, await far({ filters: {} }, late), everything]);
  pages.push([`page ${late} by name`, await far({ filters: {}, sort: "name" }, late), everything]);

  let worst = 0;
  for (const [name, query, caller] of pages) {
    const taken = await timed(runs, () => list(organizations, query, caller));
    const p95 = percentile(taken, 0.95);
    worst = Math.max(worst, p95);
    line(name, ms(percentile(taken, 0.5)), ms(p95), (p95 / base).toFixed(1));
    if (process.argv.includes("--plans")) await showPlans(() => list(organizations, query, caller));
  }
  console.log();
  budget(`every page with its total within ${allowed} ms (p95), the slowest ${ms(worst)}`, worst <= allowed);
} finally {
  await close();
}
