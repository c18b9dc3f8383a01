import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { kysely, pool } from "@/lib/core/db";
import { literal, withLiterals } from "@/lib/core/resource/literals";
import "@/lib/core/testing/database";

const text = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom("'", "\\", '"', ";", "-", "$", "1", " ", "E", "\n", "{", ","),
      maxLength: 20,
    }),
  )
  // Postgres stores neither zero bytes nor half a surrogate pair.
  .filter((value) => !value.includes("\0") && value.isWellFormed());

it("means what the same value means as a bound parameter", async () => {
  const value = fc.oneof(
    text.map((chosen) => ({ of: chosen, as: "text" })),
    fc.array(fc.option(text), { maxLength: 5 }).map((chosen) => ({ of: chosen, as: "text[]" })),
    fc.double({ noNaN: true }).map((chosen) => ({ of: chosen, as: "float8" })),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((chosen) => ({ of: chosen, as: "int8" })),
    fc.boolean().map((chosen) => ({ of: chosen, as: "boolean" })),
    fc
      .date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
      .map((chosen) => ({ of: chosen, as: "timestamptz" })),
    fc.constant({ of: null, as: "text" }),
  );
  await fc.assert(
    fc.asyncProperty(value, async ({ of, as }) => {
      const query = kysely.selectNoFrom([
        sql<string>`(${of}::${sql.raw(as)})::text`.as("value"),
        sql<boolean>`${of}::${sql.raw(as)} is null`.as("missing"),
      ]);
      const bound = await query.executeTakeFirstOrThrow();
      const written = await pool.query(withLiterals(query));
      expect(written.rows).toEqual([bound]);
    }),
    { numRuns: 300 },
  );
});

it("compares columns as parameters do, whatever the text says", async () => {
  await fc.assert(
    fc.asyncProperty(text, async (name) => {
      const query = kysely
        .selectFrom("role")
        .select(["id"])
        .where("name", "=", name)
        .where(sql<boolean>`description ilike ${`%${name.replace(/[\\%_]/g, "\\$&")}%`}`)
        .limit(5);
      expect((await pool.query(withLiterals(query))).rows).toEqual(await query.execute());
    }),
    { numRuns: 100 },
  );
});

it("refuses what it cannot write", () => {
  expect(() => literal("a\0b")).toThrow();
  expect(() => literal({ toString: () => "x" })).toThrow();
  expect(() => literal(Symbol("x"))).toThrow();
});
