import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { readPaymentEvent } from "@/lib/commerce/payment-events/read";
import { reprocessEvent } from "@/lib/commerce/payment-events/reprocess";
import { revealPaymentEvent } from "@/lib/commerce/payment-events/reveal";
import { keptEvent } from "@/lib/commerce/testing/payments";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
});

const insider = () => callerAt(tenant, tenant.operatorId, allPermissions);
const eventOf = (id: string) =>
  prisma.paymentEvent.findUniqueOrThrow({ where: { id }, select: { state: true, error: true } });

it("waits for somebody else: nobody handles an event again alone", async () => {
  const eventId = await keptEvent(tenant);
  const input = { eventId, reason: "the provider was away" };
  await expect(execute(reprocessEvent, input, insider())).rejects.toMatchObject({
    reason: "no_approval_policy",
  });
  await perform(applyDefaultPolicies, { policies: defaultPolicies }, await systemCaller("test"));
  const outcome = await execute(reprocessEvent, input, insider());
  expect(outcome).toMatchObject({ status: "waiting", number: expect.stringMatching(/^APR/) });
  expect((await eventOf(eventId)).state).toBe("failed");
});

it("hands an agreed one to the job, and not twice", async () => {
  const eventId = await keptEvent(tenant);
  const agreed = { ...insider(), approvalId: newId(), idempotencyKey: newId() };
  const input = { eventId, reason: "the provider was away" };
  await Promise.all([1, 2, 3].map(() => perform(reprocessEvent, input, agreed)));
  expect(await eventOf(eventId)).toEqual({ state: "received", error: null });
  const emitted = await prisma.outboxEvent.count({
    where: { name: "payment-events/received", payload: { path: ["eventId"], equals: eventId } },
  });
  expect(emitted).toBe(1);
});

it("never handles what was not believed", async () => {
  const eventId = await keptEvent(tenant);
  await prisma.paymentEvent.update({
    where: { id: eventId },
    data: { state: "refused" },
    select: { id: true },
  });
  const agreed = { ...insider(), approvalId: newId() };
  await expect(
    perform(reprocessEvent, { eventId, reason: "the provider was away" }, agreed),
  ).rejects.toMatchObject({ reason: "commerce.event_not_believed" });
});

it("shows the payload masked, and whole only with a reason, which the trail keeps", async () => {
  const eventId = await keptEvent(tenant);
  expect(JSON.stringify((await readPaymentEvent(eventId, insider())).payload)).not.toContain(
    "ada@example.test",
  );
  const caller = insider();
  const { payload } = await perform(revealPaymentEvent, { eventId, reason: "the customer asks" }, caller);
  expect(JSON.stringify(payload)).toContain("ada@example.test");
  const entries = await prisma.auditEntry.findMany({
    where: { requestId: caller.requestId },
    select: { action: true, reason: true, after: true },
  });
  expect(entries).toMatchObject([
    { action: "payment-events.reveal", reason: "the customer asks", after: null },
  ]);
  const other = await makeTenant(allPermissions);
  const stranger = callerAt(other, (await makeOperator(other, allPermissions)).operatorId, allPermissions);
  await expect(readPaymentEvent(eventId, stranger)).rejects.toMatchObject({ code: "not_found" });
});
