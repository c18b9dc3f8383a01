import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { resources } from "@/lib/registry";

/** Tables that grow with every question asked. */
const growing = ["support_ticket", "support_comment", "incoming_mail"];

it("an index answers every filter by a record's id, and every sort", async () => {
  const indexed = await prisma.$queryRaw<{ name: string }[]>`
    select distinct relation.relname || '.' || attribute.attname as name
    from pg_index join pg_class as relation on relation.oid = indrelid
    join pg_attribute as attribute on attribute.attrelid = indrelid and attribute.attnum = indkey[0]
    where relation.relnamespace = 'public'::regnamespace and indpred is null`;
  const answered = new Set(indexed.map(({ name }) => name));
  const asked = [...resources.values()]
    .filter(({ module }) => module === "support")
    .flatMap(({ columns }) => Object.values(columns))
    .flatMap(({ kind, filter, sort, from }) =>
      typeof from === "string" && ((kind === "id" && filter) || sort) ? [from] : [],
    )
    .filter((from) => growing.includes(from.split(".")[0] ?? ""));
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((from) => !answered.has(from))).toEqual([]);
});
