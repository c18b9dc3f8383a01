// The lists that grow with every act, in tables of BENCH_ROWS rows each: the first page, every filter by a frequent, a rare and an
// absent value, and every search, for the whole platform and for one reseller (design section 12).
import { type RawBuilder, sql } from "kysely";
import { benchDatabase } from "./support/database";
import { budget, line, ms, percentile, timed } from "./support/figures";

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);
const allowed = 50;

const close = await benchDatabase();
const { pool } = await import("@/lib/core/db");
const { resources } = await import("@/lib/registry");
const { expression } = await import("@/lib/core/resource");
const { list } = await import("@/lib/core/resource/list");
const { systemCaller } = await import("@/lib/core/system");
const { fillOrganizations } = await import("./support/organizations");
const { fillTrail } = await import("./support/trail");
type Resource = import("@/lib/core/resource").Resource;
type ListQuery = import("@/lib/core/resource/description").ListQuery;

const names =
  "audit-entries sign-ins sessions job-runs outbox-events outgoing-mails inbox-items approvals".split(" ");
const absent = "zzqxzzqx";
const nobody = "01900000-0000-7000-8000-000000000000";

/** A frequent and a rare value of a column, as the newest and oldest rows have them. */
async function valuesOf(resource: Resource, from: RawBuilder<unknown>): Promise<string[]> {
  const some = (offset: number) =>
    resource
      .query()
      .select(sql<string | null>`(${from})::text`.as("value"))
      .limit(2000)
      .offset(offset)
      .execute();
  const counts = new Map<string, number>();
  for (const { value } of [...(await some(0)), ...(await some(rows - 2000))])
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort((left, right) => right[1] - left[1]).map(([value]) => value);
  return [...new Set([sorted[0], sorted.at(-1)])].filter((value) => value !== undefined);
}

async function queriesOf(resource: Resource): Promise<[name: string, query: ListQuery][]> {
  const queries: [string, ListQuery][] = [["first page", { filters: {} }]];
  for (const [key, column] of Object.entries(resource.columns)) {
    const from = expression(column.from);
    const add = (value: string) => queries.push([`${key}=${value}`, { filters: { [key]: value } }]);
    if (column.filter)
      switch (column.kind) {
        case "enum":
          Object.keys(column.values ?? {}).forEach(add);
          break;
        case "boolean":
          ["true", "false"].forEach(add);
          break;
        case "id":
          for (const value of [...(await valuesOf(resource, from)), nobody]) add(value);
          break;
        case "time":
          for (const days of [1, 200, 500])
            add(new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
          break;
        case "integer":
        case "money":
          add("1000000000..");
          break;
        default:
          for (const value of [...(await valuesOf(resource, from)), absent]) add(value);
      }
    if (column.search)
      for (const value of [...(await valuesOf(resource, from)), absent])
        queries.push([`q=${value}`, { filters: {}, q: value }]);
  }
  return queries;
}

try {
  const begun = performance.now();
  await fillOrganizations(20_000);
  await fillTrail(rows);
  console.log(
    `${rows.toLocaleString("en")} rows in each table, made in ${Math.round((performance.now() - begun) / 1000)} s\n`,
  );
  const everything = await systemCaller("bench");
  const { rows: found } = await pool.query<{ id: string; path: string }>(
    "select id, path::text from organization where number = 'RES000007'",
  );
  const reseller = {
    ...everything,
    scope: { kind: "subtree" as const, organizationId: found[0]!.id, path: found[0]!.path },
  };
  const { rows: people } = await pool.query<{ id: string }>(
    "select operator_id as id from inbox_item limit 1",
  );
  const person = {
    ...everything,
    actor: { type: "operator" as const, operatorId: people[0]!.id, sessionId: nobody, label: "x" },
  };

  line("", "median", "p95");
  let worst = 0;
  let missed = 0;
  for (const name of names) {
    const resource = resources.get(name)!;
    const callers =
      resource.scope.kind === "own"
        ? { "a person": person }
        : resource.scope.kind === "platform"
          ? { platform: everything }
          : { platform: everything, "a reseller": reseller };
    for (const [what, query] of await queriesOf(resource))
      for (const [who, caller] of Object.entries(callers)) {
        const taken = await timed(5, () => list(resource, query, caller));
        const p95 = percentile(taken, 0.95);
        worst = Math.max(worst, p95);
        if (p95 > allowed) missed++;
        if (p95 > allowed || process.argv.includes("--all"))
          line(`${name} ${what}, ${who}`.slice(0, 90).padEnd(92), ms(percentile(taken, 0.5)), ms(p95));
      }
  }
  console.log();
  budget(
    `every page within ${allowed} ms (p95): ${missed} beyond, the slowest ${ms(worst)}`,
    worst <= allowed,
  );
  if (process.env.BENCH_HOLD)
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.BENCH_HOLD) * 1000));
} finally {
  await close();
}
