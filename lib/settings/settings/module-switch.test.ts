import "@/lib/core/testing/database";
import { afterEach, beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { execute, executeTogether, perform } from "@/lib/core/command";
import { modulesOff } from "@/lib/core/directory";
import { translator } from "@/lib/core/i18n/translate";
import { newId } from "@/lib/core/id";
import { openApi } from "@/lib/core/openapi/document";
import { list, record } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, platform } from "@/lib/core/testing/world";
import { createExport } from "@/lib/governance/exports/create";
import { streamExport } from "@/lib/governance/exports/stream";
import { nameRecords, searchEverything, searchResource } from "@/lib/governance/search/search";
import { allPermissions } from "@/lib/registry";
import { updateSetting } from "@/lib/settings/settings/update";
import { openCircuitBreaker } from "@/lib/sre/circuit-breakers/open";
import { circuitBreakers } from "@/lib/sre/circuit-breakers/resource";
import { sre } from "@/lib/sre/module";

let admin: Caller;

beforeAll(async () => {
  const root = await platform();
  const { operatorId } = await makeOperator(root, allPermissions);
  admin = callerAt(root, operatorId, allPermissions);
});

afterEach(async () => {
  await switchOff([]);
  sre.optional = false;
});

const switchOff = (disabled: string[]) =>
  perform(updateSetting, { key: "modules", value: { disabled }, reason: "not needed" }, admin);

const breaker = (key: string) => ({ key, reason: "too many failures" });

const notFound = { code: "not_found" };

it("closes every door of a module that is switched off, and opens them again as they were", async () => {
  sre.optional = true;
  await perform(openCircuitBreaker, breaker("exports.cancel"), admin);
  const [[id = ""] = []] = (await list(circuitBreakers, { filters: {} }, admin)).rows;
  const query = { filters: {} };
  const asked = { resource: circuitBreakers.name, query };

  await switchOff(["sre"]);
  await expect(execute(openCircuitBreaker, breaker("imports.cancel"), admin)).rejects.toMatchObject(notFound);
  await expect(
    executeTogether(
      openCircuitBreaker,
      [{ input: breaker("imports.cancel"), idempotencyKey: newId() }],
      admin,
    ),
  ).rejects.toMatchObject(notFound);
  await expect(list(circuitBreakers, query, admin)).rejects.toMatchObject(notFound);
  await expect(record(circuitBreakers, id, admin)).rejects.toMatchObject(notFound);
  await expect(execute(createExport, asked, admin)).rejects.toMatchObject(notFound);
  await expect(
    streamExport(circuitBreakers.name, query, { byteOrderMark: false }, admin),
  ).rejects.toMatchObject(notFound);
  await expect(searchResource(circuitBreakers.name, "", admin, "ops")).rejects.toMatchObject(notFound);
  await expect(nameRecords(circuitBreakers.name, [id], admin, "ops")).rejects.toMatchObject(notFound);
  const { hits } = await searchEverything("exports.cancel", admin, "ops");
  expect(hits.filter((hit) => hit.resource === circuitBreakers.name)).toEqual([]);
  const { paths } = openApi(await translator("en"), "1.0.0", await modulesOff());
  expect(Object.keys(paths).filter((path) => path.includes("circuit-breakers"))).toEqual([]);
  expect(Object.keys(paths)).toContain("/api/v1/organizations");

  await switchOff([]);
  expect((await record(circuitBreakers, id, admin)).id).toBe(id);
  await perform(openCircuitBreaker, breaker("imports.cancel"), admin);
  const again = openApi(await translator("en"), "1.0.0", await modulesOff());
  expect(Object.keys(again.paths)).toContain("/api/v1/circuit-breakers/open");
});

it("lets the product itself carry on with what a module began", async () => {
  sre.optional = true;
  await switchOff(["sre"]);
  const system = await systemCaller("test");
  await perform(openCircuitBreaker, breaker("exports.create"), system);
  expect((await list(circuitBreakers, { filters: {} }, system)).rows.length).toBeGreaterThan(0);
});

it("switches off nothing the product cannot do without", async () => {
  for (const name of ["governance", "sre", "nonsense"])
    await expect(switchOff([name])).rejects.toMatchObject({
      code: "rule_violation",
      reason: "settings.module_not_optional",
    });
  expect((await list(circuitBreakers, { filters: {} }, admin)).columns.length).toBeGreaterThan(0);
});
