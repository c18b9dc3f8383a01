import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { createSupportMacro } from "@/lib/support/support-macros/create";
import { deleteSupportMacro } from "@/lib/support/support-macros/delete";
import { readSupportMacro } from "@/lib/support/support-macros/read";
import { updateSupportMacro } from "@/lib/support/support-macros/update";
import { makeMacro } from "@/lib/support/testing/promises";

let tenant: Tenant;
let caller: Caller;

beforeAll(async () => {
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
});

describe("a macro", () => {
  it("answers in public and sets nothing, unless it says so", async () => {
    const { macroId } = await perform(createSupportMacro, { name: "Hello", body: " Hello. " }, caller);
    expect(await readSupportMacro(macroId, caller)).toMatchObject({
      body: "Hello.",
      kind: "public",
      priority: null,
      resolves: false,
    });
  });

  it("can be made to set a priority and to set none again", async () => {
    const macroId = await makeMacro(tenant.organizationId);
    await perform(updateSupportMacro, { macroId, priority: "urgent", kind: "internal" }, caller);
    expect(await readSupportMacro(macroId, caller)).toMatchObject({ priority: "urgent", kind: "internal" });
    await perform(updateSupportMacro, { macroId, priority: null, version: 2 }, caller);
    expect(await readSupportMacro(macroId, caller)).toMatchObject({ priority: null, kind: "internal" });
    await expect(
      perform(updateSupportMacro, { macroId, body: "x", version: 2 }, caller),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("has a name of its own in its organization", async () => {
    await makeMacro(tenant.organizationId, { name: "Taken" });
    await expect(perform(createSupportMacro, { name: "Taken", body: "x" }, caller)).rejects.toMatchObject({
      reason: "support.macro_name_taken",
    });
    const macroId = await makeMacro(tenant.organizationId);
    await expect(perform(updateSupportMacro, { macroId, name: "Taken" }, caller)).rejects.toMatchObject({
      reason: "support.macro_name_taken",
    });
  });

  it("is gone once it was deleted", async () => {
    const macroId = await makeMacro(tenant.organizationId);
    await perform(deleteSupportMacro, { macroId }, caller);
    await expect(readSupportMacro(macroId, caller)).rejects.toMatchObject({ code: "not_found" });
  });
});
