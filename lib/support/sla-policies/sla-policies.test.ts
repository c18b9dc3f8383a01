import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { activateSlaPolicy } from "@/lib/support/sla-policies/activate";
import { createSlaPolicy } from "@/lib/support/sla-policies/create";
import { deactivateSlaPolicy } from "@/lib/support/sla-policies/deactivate";
import { readSlaPolicy } from "@/lib/support/sla-policies/read";
import { updateSlaPolicy } from "@/lib/support/sla-policies/update";
import { makeCalendar, makePolicy } from "@/lib/support/testing/promises";

let tenant: Tenant;
let caller: Caller;
let calendarId: string;

beforeEach(async () => {
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
  calendarId = await makeCalendar(tenant.organizationId);
});

const create = (changes: object = {}) =>
  perform(
    createSlaPolicy,
    {
      name: "Disputes",
      type: "billing_dispute",
      priority: "high",
      calendarId,
      firstResponseMinutes: 60,
      resolveMinutes: 480,
      ...changes,
    },
    caller,
  );

describe("an SLA policy", () => {
  it("warns half an hour ahead, or just before a first answer that is due sooner", async () => {
    const { policyId } = await create();
    expect(await readSlaPolicy(policyId, caller)).toMatchObject({ warnMinutes: 30, active: true });
    const short = await create({ priority: "urgent", firstResponseMinutes: 15 });
    expect(await readSlaPolicy(short.policyId, caller)).toMatchObject({ warnMinutes: 14 });
  });

  it("refuses to resolve before it answers, and to warn of everything at once", async () => {
    await expect(create({ resolveMinutes: 59 })).rejects.toMatchObject({
      details: { fields: [expect.objectContaining({ path: "resolveMinutes" })] },
    });
    await expect(create({ warnMinutes: 60 })).rejects.toMatchObject({
      details: { fields: [expect.objectContaining({ path: "warnMinutes" })] },
    });
    const { policyId } = await create();
    await expect(
      perform(updateSlaPolicy, { policyId, firstResponseMinutes: 481 }, caller),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("counts by a calendar of its own organization", async () => {
    const other = await makeTenant(allPermissions);
    const elsewhere = await makeCalendar(other.organizationId);
    await expect(create({ calendarId: elsewhere })).rejects.toMatchObject({
      reason: "support.calendar_elsewhere",
    });
    const { policyId } = await create();
    await expect(perform(updateSlaPolicy, { policyId, calendarId: elsewhere }, caller)).rejects.toMatchObject(
      { reason: "support.calendar_elsewhere" },
    );
  });

  it("holds alone for a type and priority, whichever way another would come to hold for them", async () => {
    const { policyId } = await create();
    await expect(create({ name: "Twin" })).rejects.toMatchObject({
      reason: "support.policy_covered",
      params: { name: "Disputes" },
    });
    await expect(create({ name: "Any type", type: null })).resolves.toBeDefined();
    await expect(create({ name: "Any type too", type: undefined })).rejects.toMatchObject({
      reason: "support.policy_covered",
    });
    const { policyId: low } = await create({ name: "Low", priority: "low" });
    await expect(perform(updateSlaPolicy, { policyId: low, priority: "high" }, caller)).rejects.toMatchObject(
      {
        reason: "support.policy_covered",
      },
    );
    await perform(deactivateSlaPolicy, { policyId }, caller);
    await perform(updateSlaPolicy, { policyId: low, priority: "high" }, caller);
    await expect(perform(activateSlaPolicy, { policyId }, caller)).rejects.toMatchObject({
      reason: "support.policy_covered",
      params: { name: "Low" },
    });
  });

  it("lets one of two through that are made at once", async () => {
    const made = await Promise.allSettled([create({ name: "One" }), create({ name: "Two" })]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is switched once", async () => {
    const policyId = await makePolicy(tenant.organizationId, { calendarId });
    await expect(perform(activateSlaPolicy, { policyId }, caller)).rejects.toMatchObject({
      reason: "support.policy_active_already",
    });
    expect(await perform(deactivateSlaPolicy, { policyId }, caller)).toMatchObject({
      active: false,
      version: 2,
    });
  });
});
