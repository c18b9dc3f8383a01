import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { cancelImport } from "@/lib/governance/imports/cancel";
import { doRows } from "@/lib/governance/imports/do-rows";
import { loadImport } from "@/lib/governance/imports/load";
import { readRowErrors } from "@/lib/governance/imports/read";
import { beginImport, continueImport, finishImport } from "@/lib/governance/imports/run";
import { freshTenant, madeIn, resultsOf, rowOf, run, start } from "@/lib/governance/testing/imports";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
});

describe("a job", () => {
  const many = (count: number): string =>
    `name,kind,externalRef\n${Array.from({ length: count }, (_, index) => `N${index},enterprise,R${index}`).join("\n")}\n`;

  it("that dies in the middle goes on without doing a row twice", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(500), caller);
    const { next } = await beginImport(importId);
    if (typeof next !== "object") throw new Error("there was nothing to do");
    // It dies after a whole batch and half of the next: the engine knows of neither.
    const loaded = await loadImport(importId);
    let calls = 0;
    const dying = {
      ...loaded,
      importer: {
        ...loaded.importer,
        prepare: async (...given: Parameters<typeof loaded.importer.prepare>) => {
          if (++calls === 2) {
            const [rows, context] = given;
            const prepared = await loaded.importer.prepare(rows, context);
            return prepared.map((entry, index) => {
              if (index !== 120) return entry;
              return {
                get input(): unknown {
                  throw new Error("the process died");
                },
              };
            });
          }
          return loaded.importer.prepare(...given);
        },
      },
    };
    await expect(doRows(dying, next)).rejects.toThrow("the process died");
    const before = await prisma.organization.count({ where: { parentId: place.organizationId } });
    expect(before).toBeGreaterThanOrEqual(200);
    expect(before).toBeLessThan(500);
    let step = await continueImport(importId, next);
    while (typeof step.next === "object") step = await continueImport(importId, step.next);
    await finishImport(importId);
    expect(await rowOf(importId)).toMatchObject({ state: "completed", succeededRows: 500, failedRows: 0 });
    expect(await prisma.organization.count({ where: { parentId: place.organizationId } })).toBe(500);
    expect(
      (await resultsOf(importId)).every(
        ({ state, number }) => state === "created" && /^ORG/.test(number ?? ""),
      ),
    ).toBe(true);
  }, 60_000);

  it("loses no row to a neighbour that the command refuses", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(60), caller);
    await beginImport(importId);
    const loaded = await loadImport(importId);
    const strict = {
      ...loaded,
      importer: {
        ...loaded.importer,
        // What only the command itself finds out.
        prepare: async (...given: Parameters<typeof loaded.importer.prepare>) =>
          (await loaded.importer.prepare(...given)).map((entry, index) =>
            index === 7 ? { input: { name: "", kind: "enterprise" } } : entry,
          ),
      },
    };
    await doRows(strict, { ...loaded.layout.start, processed: 0, succeeded: 0, waiting: 0, failed: 0 });
    expect(await rowOf(importId)).toMatchObject({ succeededRows: 59, failedRows: 1 });
    expect(await madeIn(place)).toHaveLength(59);
    expect((await readRowErrors(importId, {}, caller)).map(({ row, field }) => [row, field])).toEqual([
      [9, "name"],
    ]);
  });

  it("goes on from where a step left off, also behind characters of several bytes", async () => {
    const { tenant: place, caller } = await freshTenant();
    const csv = `\uFEFFname,kind\r\n${Array.from({ length: 450 }, (_, index) => `"组织 ""${index}""\né",enterprise`).join("\r\n")}`;
    const importId = await start(csv, caller);
    await beginImport(importId);
    const loaded = await loadImport(importId);
    const first = { ...loaded.layout.start, processed: 0, succeeded: 0, waiting: 0, failed: 0 };
    const realNow = Date.now;
    let asked = 0;
    // Time flies: each step ends after one batch.
    Date.now = () => realNow() + asked++ * 60_000;
    try {
      const second = await doRows(loaded, first);
      expect(second).toMatchObject({ row: 201, processed: 200 });
      const third = await doRows(loaded, second!);
      expect(third).toMatchObject({ row: 401, processed: 400 });
      await doRows(loaded, third!);
    } finally {
      Date.now = realNow;
    }
    const made = await madeIn(place);
    expect(new Set(made.map(({ name }) => name)).size).toBe(450);
    expect(made[0]?.name).toMatch(/^组织 "\d+"\né$/);
  }, 60_000);

  it("stops when it is called off, and leaves what is done", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(300), caller);
    const { next } = await beginImport(importId);
    await perform(cancelImport, { importId }, caller);
    if (typeof next !== "object") throw new Error("there was nothing to do");
    expect(await continueImport(importId, next)).toEqual({ next: "nothing" });
    expect(await rowOf(importId)).toMatchObject({ state: "canceled" });
    expect(await madeIn(place)).toEqual([]);
    await expect(perform(cancelImport, { importId }, caller)).rejects.toMatchObject({ code: "conflict" });
  });

  it("ends when its requester may no longer act", async () => {
    const { operatorId } = await makeOperator(tenant, allPermissions);
    const importId = await start("name,kind\nX,enterprise\n", callerAt(tenant, operatorId, allPermissions));
    await prisma.operator.update({ where: { id: operatorId }, data: { state: "disabled" } });
    await run(importId);
    expect(await rowOf(importId)).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/no longer/),
    });
  });
});
