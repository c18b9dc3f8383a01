import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { expireDueGrants } from "@/lib/commerce/benefit-grants/expire-due";
import { grantBenefit } from "@/lib/commerce/benefit-grants/grant";
import { grantPending } from "@/lib/commerce/benefit-grants/grant-pending";
import { resendGrant } from "@/lib/commerce/benefit-grants/resend";
import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import { takeBackBenefits } from "@/lib/commerce/benefit-grants/take-back";
import { noteDelivery } from "@/lib/commerce/deliveries/note";
import { deliverySettledEvent } from "@/lib/commerce/deliveries/send";
import { createOrder } from "@/lib/commerce/orders/create";
import { finishWithoutBenefits } from "@/lib/commerce/orders/finish";
import { makeSku } from "@/lib/commerce/testing/orders";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import type { Caller } from "@/lib/core/caller";
import { days, after as momentAfter, now, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { carryOut } from "@/lib/governance/approvals/carry-out";
import "@/lib/registry";

const allowed = [
  "commerce.benefit-grants.grant",
  "commerce.benefit-grants.revoke",
  "commerce.benefit-grants.resend",
  "governance.approvals.read",
  "governance.approvals.review",
];

let tenant: Tenant;
let caller: Caller;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allowed);
  caller = callerAt(tenant, tenant.operatorId, allowed);
  const policies = defaultPolicies.filter(({ command }) => command === "benefit-grants.grant");
  await perform(applyDefaultPolicies, { policies }, await systemCaller("start"));
});

type Benefit = Record<string, unknown>;
const access = { kind: "access", code: "portal", name: "Portal", days: 30 };
const report = { kind: "report", code: "report", name: "Report" };

async function paidOrder(benefits: Benefit[], { quantity = 1, email = true } = {}) {
  const skuId = await makeSku(tenant, { benefits });
  const customerId = await makeCustomer(tenant.organizationId);
  if (!email)
    await prisma.customer.update({ where: { id: customerId }, data: { email: null }, select: { id: true } });
  const { orderId } = await perform(
    createOrder,
    { customerId, items: [{ skuId, quantity }], paymentMethod: "offline" },
    await systemCaller("test"),
  );
  return { orderId, customerId, skuId };
}

const grantsOf = (orderId: string) =>
  prisma.benefitGrant.findMany({
    where: { orderId },
    orderBy: { id: "asc" },
    select: {
      id: true,
      kind: true,
      state: true,
      error: true,
      expiresAt: true,
      quantity: true,
      manual: true,
      voucher: { select: { amount: true, customerId: true } },
      deliveries: {
        orderBy: { id: "asc" },
        select: { id: true, channel: true, state: true, recipient: true, mailId: true, error: true },
      },
    },
  });

const stateOf = async (orderId: string) =>
  (await prisma.order.findUniqueOrThrow({ where: { id: orderId }, select: { state: true } })).state;

/** The mail of a report's newest attempt arrives, or does not. */
async function settle(orderId: string, outcome: "sent" | "failed", error?: string) {
  const [grant] = (await grantsOf(orderId)).filter(({ kind }) => kind === "report");
  const mailId = grant!.deliveries.at(-1)!.mailId!;
  const { settledEvent } = await prisma.outgoingMail.findUniqueOrThrow({
    where: { id: mailId },
    select: { settledEvent: true },
  });
  expect(settledEvent).toBe(deliverySettledEvent);
  return noteDelivery({ mailId, outcome, ...(error ? { error } : {}) });
}

describe("an order that was paid", () => {
  it("is fulfilled at once when it entitles to nothing", async () => {
    const { orderId } = await paidOrder([]);
    expect(await grantPending(orderId)).toBe(false);
    expect(await finishWithoutBenefits(orderId)).toBe(true);
    expect(await stateOf(orderId)).toBe("fulfilled");
  });

  it("gives access for its time, vouchers into the wallet and reports by mail; fulfilled when the last has arrived", async () => {
    const templateId = await makeTemplate(tenant);
    const { orderId, customerId } = await paidOrder(
      [access, report, { kind: "voucher", code: "gift", name: "Gift", voucherTemplateId: templateId }],
      { quantity: 2 },
    );
    const at = now();
    await withClock(at, () => grantPending(orderId));
    await grantPending(orderId);
    const grants = await grantsOf(orderId);
    expect(grants.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "access granted",
      "report pending",
      "voucher granted",
      "voucher granted",
    ]);
    const portal = grants.find(({ kind }) => kind === "access")!;
    expect(portal.expiresAt).toEqual(momentAfter(at, days(60)));
    for (const { voucher, deliveries } of grants.filter(({ kind }) => kind === "voucher")) {
      expect([voucher?.amount.toFixed(), voucher?.customerId]).toEqual(["10", customerId]);
      expect(deliveries).toMatchObject([{ channel: "wallet", state: "delivered" }]);
    }
    expect(await stateOf(orderId)).toBe("paid");
    expect(await finishWithoutBenefits(orderId)).toBe(false);
    await settle(orderId, "sent");
    await settle(orderId, "sent");
    expect(await stateOf(orderId)).toBe("fulfilled");
    expect(
      await prisma.auditEntry.count({
        where: { action: "benefit-grants.carry-out", targetType: "benefit-grants", targetId: portal.id },
      }),
    ).toBe(1);
  });

  it("does not fail as a whole where one benefit cannot be given, and goes on when it is resent", async () => {
    const { orderId } = await paidOrder([access, report], { email: false });
    await grantPending(orderId);
    const [portal, paper] = await grantsOf(orderId);
    expect(portal).toMatchObject({
      kind: "access",
      state: "granted",
      deliveries: [{ state: "failed", error: "no_recipient" }],
    });
    expect(paper).toMatchObject({ kind: "report", state: "failed", error: "commerce.nobody_to_write_to" });
    await expect(perform(resendGrant, { benefitGrantId: paper!.id }, caller)).rejects.toMatchObject({
      reason: "commerce.nobody_to_write_to",
    });
    await perform(resendGrant, { benefitGrantId: paper!.id, recipient: "Desk@Example.test" }, caller);
    const [, again] = await grantsOf(orderId);
    expect(again!.deliveries.at(-1)).toMatchObject({ state: "pending", recipient: "desk@example.test" });
    await settle(orderId, "failed", "550 no such mailbox");
    expect((await grantsOf(orderId))[1]).toMatchObject({ state: "failed", error: "550 no such mailbox" });
    await perform(resendGrant, { benefitGrantId: paper!.id, recipient: "desk@example.test" }, caller);
    await settle(orderId, "sent");
    expect(await stateOf(orderId)).toBe("fulfilled");
  });

  it("gives nothing any more once it was refunded wholly, and what it gave ends", async () => {
    const { orderId } = await paidOrder([access, { ...access, code: "second" }]);
    const [first] = await grantsOf(orderId);
    await prisma.benefitGrant.update({
      where: { id: first!.id },
      data: { state: "granted" },
      select: { id: true },
    });
    await prisma.order.update({ where: { id: orderId }, data: { state: "refunded" }, select: { id: true } });
    await grantPending(orderId);
    expect((await grantsOf(orderId)).map(({ state }) => state)).toEqual(["granted", "revoked"]);
    const refundId = newId();
    await prisma.refund.create({
      data: {
        id: refundId,
        number: `TST${refundId}`,
        organizationId: tenant.organizationId,
        orderId,
        amount: 12,
        currency: "USD",
        destination: "balance",
        reason: "returned",
        createdAt: now(),
        updatedAt: now(),
      },
      select: { id: true },
    });
    expect(await takeBackBenefits(orderId, refundId)).toBe(1);
    expect((await grantsOf(orderId)).map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  });
});

describe("a benefit that cannot be given", () => {
  it("keeps its order open until it is revoked", async () => {
    const { orderId } = await paidOrder([access, report], { email: false });
    await grantPending(orderId);
    expect(await stateOf(orderId)).toBe("paid");
    const [, paper] = await grantsOf(orderId);
    await perform(revokeGrant, { benefitGrantId: paper!.id, reason: "has no address" }, caller);
    expect(await stateOf(orderId)).toBe("fulfilled");
  });
});

describe("access", () => {
  it("ends when its time is over, once, and not when it was revoked before", async () => {
    const { orderId } = await paidOrder([
      access,
      { ...access, code: "second" },
      { ...access, code: "third", days: null },
    ]);
    await grantPending(orderId);
    const [, second] = await grantsOf(orderId);
    await perform(revokeGrant, { benefitGrantId: second!.id, reason: "misused" }, caller);
    await withClock(momentAfter(now(), days(29)), expireDueGrants);
    expect((await grantsOf(orderId)).map(({ state }) => state)).toEqual(["granted", "revoked", "granted"]);
    await withClock(momentAfter(now(), days(31)), expireDueGrants);
    expect((await grantsOf(orderId)).map(({ state }) => state)).toEqual(["expired", "revoked", "granted"]);
    await expect(perform(resendGrant, { benefitGrantId: second!.id }, caller)).rejects.toMatchObject({
      reason: "wrong_state",
    });
  });
});

describe("a voucher", () => {
  it("is taken back by voiding it, not by revoking its grant", async () => {
    const templateId = await makeTemplate(tenant);
    const { orderId } = await paidOrder([
      { kind: "voucher", code: "gift", name: "Gift", voucherTemplateId: templateId },
    ]);
    await grantPending(orderId);
    const [grant] = await grantsOf(orderId);
    await expect(
      perform(revokeGrant, { benefitGrantId: grant!.id, reason: "misused" }, caller),
    ).rejects.toMatchObject({ reason: "commerce.void_the_voucher" });
  });
});

describe("a manual grant", () => {
  it("needs a second person, names order and payment, and is carried out once", async () => {
    const { orderId, skuId } = await paidOrder([access]);
    const { id: skuBenefitId } = await prisma.skuBenefit.findFirstOrThrow({
      where: { skuId },
      select: { id: true },
    });
    const wish = { orderId, skuBenefitId, reason: "was promised on the phone" };
    const asked = await execute(grantBenefit, wish, caller);
    if (asked.status !== "waiting") throw new Error("it was not put behind approval");
    const { approvalId } = asked;
    expect((await grantsOf(orderId)).filter(({ manual }) => manual)).toEqual([]);
    const frozen = await prisma.approval.findUniqueOrThrow({ where: { id: approvalId } });
    expect(frozen).toMatchObject({
      command: "benefit-grants.grant",
      targetType: "orders",
      targetId: orderId,
    });
    await expect(perform(approveApproval, { approvalId }, caller)).rejects.toMatchObject({
      code: expect.any(String),
    });
    const second = await makeOperator(tenant, allowed);
    await perform(approveApproval, { approvalId }, callerAt(tenant, second.operatorId, allowed));
    await prisma.approval.update({
      where: { id: approvalId },
      data: { state: "executing" },
      select: { id: true },
    });
    await carryOut(approvalId);
    await carryOut(approvalId);
    const given = (await grantsOf(orderId)).filter(({ manual }) => manual);
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({ kind: "access", state: "granted" });
  });

  it("of another's benefit or for another order's payment is refused before anybody is asked", async () => {
    const { orderId, skuId } = await paidOrder([access]);
    const { id: skuBenefitId } = await prisma.skuBenefit.findFirstOrThrow({
      where: { skuId },
      select: { id: true },
    });
    const stranger = await makeTenant([]);
    const foreign = await makeSku(stranger, { benefits: [access] });
    const theirs = await prisma.skuBenefit.findFirstOrThrow({
      where: { skuId: foreign },
      select: { id: true },
    });
    const reason = "was promised";
    await expect(
      execute(grantBenefit, { orderId, skuBenefitId: theirs.id, reason }, caller),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      execute(grantBenefit, { orderId, skuBenefitId, attemptId: newId(), reason }, caller),
    ).rejects.toMatchObject({ reason: "commerce.attempt_of_another_order" });
  });
});
