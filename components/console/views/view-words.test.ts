import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { translator } from "@/lib/core/i18n/translate";
import { newId } from "@/lib/core/id";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { organizations } from "@/lib/customers/organizations/resource";
import { allPermissions } from "@/lib/registry";
import { viewWords } from "./view-words";

let caller: Caller;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
const words = async (query: string, locale: "en" | "zh" = "en") =>
  viewWords(organizations, query, {
    caller,
    panel: "ops",
    t: (await translator(locale)) as Parameters<typeof viewWords>[2]["t"],
  });

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
});

it("says what a view keeps in the words of its list", async () => {
  expect(await words("state=suspended&sort=-createdAt")).toMatch(/^State: Suspended · Created \(.+\)$/);
  expect(await words("columns=name%2Cstate&limit=20")).toBe("Columns: Name, State");
  expect(await words("state=suspended", "zh")).not.toMatch(/suspended|state/);
  expect(await words("")).toBe(await words("limit=50"));
});

it("calls a record by its name, and one nobody may see by its id", async () => {
  const stranger = newId();
  expect(await words(`parentId=${tenant.organizationId}`)).toContain(`: ${tenant.name}`);
  expect(await words(`parentId=${stranger}`)).toContain(`: ${stranger}`);
});
