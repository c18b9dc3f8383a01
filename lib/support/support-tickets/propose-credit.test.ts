import "@/lib/core/testing/database";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { run } from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";
import { creditsOf } from "@/lib/support/support-tickets/credits";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { proposeCredit } from "@/lib/support/support-tickets/propose-credit";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";
import { makeDraftBill } from "@/lib/support/testing/support-tickets";

let scene: Scene;
let billId: string;
let ticketId: string;

const usd = (amount: string) => ({ amount, currency: "USD" });

beforeAll(async () => {
  await platform();
  await perform(applyDefaultPolicies, { policies: [...defaultPolicies] }, await systemCaller("test"));
});
beforeEach(async () => {
  scene = await supportScene();
  billId = await makeDraftBill(scene.tenant.organizationId);
  ticketId = await openDispute({ billId });
});

const openDispute = async (more: object): Promise<string> =>
  (
    await perform(
      openSupportTicket,
      { type: "billing_dispute", subject: "Billed twice", body: "Look at it.", ...more },
      scene.customer,
    )
  ).ticketId;

/** Proposes a credit and has somebody of finance agree to it. @returns the approval as it ended. */
async function agreed(amount: object, about = ticketId) {
  const proposed = await execute(
    proposeCredit,
    { ticketId: about, amount, reason: "billed twice" },
    scene.agent,
  );
  if (proposed.status !== "waiting") throw new Error("Nobody was asked.");
  const { approvalId } = proposed;
  await perform(approveApproval, { approvalId }, scene.other);
  await run(approvalId);
  return prisma.approval.findUniqueOrThrow({ where: { id: approvalId } });
}

const ask = (input: object) =>
  execute(proposeCredit, { ticketId, amount: usd("1"), reason: "billed twice", ...input }, scene.agent);

const bill = () => prisma.bill.findUniqueOrThrow({ where: { id: billId }, select: { total: true } });
const credits = () =>
  prisma.billItem.findMany({
    where: { organizationId: scene.tenant.organizationId, kind: "credit" },
    select: { amount: true, billId: true },
  });

it("moves nothing until somebody else agreed, and then takes it off the draft", async () => {
  expect((await bill()).total.toFixed()).toBe("100");
  const input = { ticketId, amount: usd("10"), reason: "billed twice" };
  const waiting = await execute(proposeCredit, input, scene.agent);
  expect(waiting.status).toBe("waiting");
  expect(await credits()).toEqual([]);
  if (waiting.status !== "waiting") return;
  const own = perform(approveApproval, { approvalId: waiting.approvalId }, scene.agent);
  expect((await failureOf(own)).reason).toMatch(/own_request/);
  await perform(approveApproval, { approvalId: waiting.approvalId }, scene.other);
  await run(waiting.approvalId);
  expect((await credits()).map(({ amount, billId: on }) => [amount.toFixed(), on])).toEqual([
    ["-10", billId],
  ]);
  expect((await bill()).total.toFixed()).toBe("90");
});

it("waits for the next bill when the bill in question is issued", async () => {
  await prisma.bill.update({ where: { id: billId }, data: { state: "to_pay", number: `B${billId}` } });
  expect(await agreed(usd("25.50"))).toMatchObject({ state: "executed" });
  expect((await credits()).map(({ amount, billId: on }) => [amount.toFixed(), on])).toEqual([
    ["-25.5", null],
  ]);
});

it("never gives more than the bill asked for, however many tickets propose it", async () => {
  const second = await openDispute({ billId });
  // Both fit as long as neither is carried out; whichever is carried out last is checked again.
  const waiting = await ask({ amount: usd("40.01"), ticketId: second });
  expect((await agreed(usd("60"))).state).toBe("executed");
  if (waiting.status !== "waiting") throw new Error("Nobody was asked.");
  await perform(approveApproval, { approvalId: waiting.approvalId }, scene.other);
  await run(waiting.approvalId);
  const more = await prisma.approval.findUniqueOrThrow({ where: { id: waiting.approvalId } });
  expect(more.state).toBe("failed");
  expect(JSON.stringify(more)).toContain("credit_more_than_bill");
  expect((await agreed(usd("40"), second)).state).toBe("executed");
  expect((await bill()).total.toFixed()).toBe("0");
});

it("is not even asked for where it cannot be: more than the bill, or of a void one, by name", async () => {
  const tooMuch = await failureOf(ask({ amount: usd("99999999") }));
  expect(tooMuch).toMatchObject({
    reason: "support.credit_more_than_bill",
    params: { left: "100 USD", total: "100 USD" },
  });
  const number = `B${billId.slice(-8)}`;
  await prisma.bill.update({ where: { id: billId }, data: { state: "void", number } });
  expect(await failureOf(ask({}))).toMatchObject({ reason: "support.bill_void", params: { number } });
  expect(await prisma.approval.count({ where: { targetId: ticketId } })).toBe(0);
});

it("stands on the ticket with what became of it, for staff alone", async () => {
  await agreed(usd("10"));
  const waiting = await ask({ amount: usd("40") });
  await prisma.bill.update({ where: { id: billId }, data: { state: "void" } });
  if (waiting.status !== "waiting") throw new Error("Nobody was asked.");
  await perform(approveApproval, { approvalId: waiting.approvalId }, scene.other);
  await run(waiting.approvalId);
  const credits = await creditsOf({ id: ticketId, side: "staff" });
  expect(credits.map(({ amount, state, error }) => [amount.amount, state, error?.reason ?? null])).toEqual([
    ["10", "executed", null],
    ["40", "failed", "support.bill_void"],
  ]);
  expect(await creditsOf({ id: ticketId, side: "customer" })).toEqual([]);
});

it("is refused for what is no dispute, has no bill, is another currency, nothing, or too fine", async () => {
  const direct = (input: object) =>
    failureOf(
      perform(proposeCredit, { reason: "billed twice", amount: usd("1"), ticketId, ...input }, executor()),
    );
  const executor = (): Caller => ({ ...scene.agent, approvalId: billId });
  const other = await perform(
    openSupportTicket,
    { type: "technical", subject: "Something else", body: "Look at it.", billId },
    scene.customer,
  );
  expect((await direct({ ticketId: other.ticketId })).reason).toBe("support.not_a_dispute");
  expect((await direct({ ticketId: await openDispute({}) })).reason).toBe("support.no_bill");
  expect((await direct({ amount: { amount: "1", currency: "EUR" } })).reason).toBe(
    "billing.currency_mismatch",
  );
  expect((await direct({ amount: usd("0") })).reason).toBe("billing.amount_not_positive");
  expect((await direct({ amount: usd("-5") })).code).toMatch(/rule_violation|invalid_input/);
  expect((await direct({ amount: usd("1.001") })).reason).toBe("billing.too_many_decimals");
  await prisma.bill.update({ where: { id: billId }, data: { state: "void" } });
  expect((await direct({})).reason).toBe("support.bill_void");
});

it("is for whoever bills the requester, never for the requester", async () => {
  const input = { ticketId, amount: usd("10"), reason: "billed twice" };
  const { operatorId } = await makeOperator(scene.tenant, allPermissions);
  const inside = execute(proposeCredit, input, callerAt(scene.tenant, operatorId, allPermissions));
  expect((await failureOf(inside)).code).toBe("forbidden");
  const stranger = await makeTenant(allPermissions);
  const outside = execute(proposeCredit, input, callerAt(stranger, stranger.operatorId, allPermissions));
  expect((await failureOf(outside)).code).toBe("not_found");
});
