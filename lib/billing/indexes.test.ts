import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { resources } from "@/lib/registry";

/** Tables that stay small: a few rows a product or a person. */
const small = ["sku", "voucher_template", "billing_profile", "bill_run"];

// Lists of money grow for years. What a record's page asks of them by that record's id must never read all of them.
it("an index answers every filter by a record's id", async () => {
  const indexed = await prisma.$queryRaw<{ name: string }[]>`
    select distinct relation.relname || '.' || attribute.attname as name
    from pg_index join pg_class as relation on relation.oid = indrelid
    join pg_attribute as attribute on attribute.attrelid = indrelid and attribute.attnum = indkey[0]
    where relation.relnamespace = 'public'::regnamespace
      and (indpred is null or pg_get_expr(indpred, indrelid) = '(' || attribute.attname || ' IS NOT NULL)')`;
  const answered = new Set(indexed.map(({ name }) => name));
  expect(answered).toContain("order.id");
  const asked = [...resources.values()]
    .filter(({ module }) => module === "commerce" || module === "billing")
    .flatMap(({ name, columns }) =>
      Object.entries(columns).flatMap(([key, { kind, filter, from }]) =>
        kind === "id" && filter && typeof from === "string" ? [{ key: `${name} by ${key}`, from }] : [],
      ),
    )
    .filter(({ from }) => !small.includes(from.split(".")[0] ?? ""));
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(({ from }) => !answered.has(from)).map(({ key, from }) => `${key}: ${from}`)).toEqual(
    [],
  );
});
