import { beforeAll, describe, expect, it } from "vitest";
import { post } from "@/lib/billing/ledger/post";
import { spend } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { askProvider } from "@/lib/commerce/refunds/ask-provider";
import { concludeRefund } from "@/lib/commerce/refunds/carry-out";
import { confirmTransfer } from "@/lib/commerce/refunds/confirm-transfer";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { giveUpTransfer } from "@/lib/commerce/refunds/give-up-transfer";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { makePaidOrder } from "@/lib/commerce/testing/refunds";
import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import "@/lib/core/testing/database";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { agreedCaller } from "@/lib/governance/testing/approvals";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let system: Caller;

beforeAll(async () => {
  await platform();
  system = await systemCaller("test");
});

type Wish = {
  orderId?: string;
  topUpId?: string;
  amount?: string;
  destination?: string;
  billShortfall?: boolean;
};

async function reserve({ amount = "20", destination = "balance", ...wish }: Wish) {
  const caller = await agreedCaller(tenant);
  const input = { amount: { amount, currency: "USD" }, destination, reason: "does not work", ...wish };
  const { refundId } = await perform(requestRefund, input, caller);
  return { refundId, approvalId: caller.approvalId };
}

const settle = (refundId: string) => perform(settleRefund, { refundId }, system);
const orderOf = (id: string) =>
  prisma.order.findUniqueOrThrow({
    where: { id },
    select: { state: true, refundedAmount: true, refundingFrom: true },
  });
const approvalState = async (id: string) =>
  (await prisma.approval.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

const sums = async () => {
  const rows = await prisma.$queryRaw<{ kind: string; balance: string }[]>`
    select kind::text, trim_scale(sum(balance))::text as balance from ledger_balance
    where organization_id = ${tenant.organizationId}::uuid group by kind having sum(balance) <> 0`;
  return Object.fromEntries(rows.map((row) => [row.kind, row.balance]));
};

describe("an order's refund", () => {
  it("moves exactly its amount, once, and ends the approval", async () => {
    tenant = await makeTenant(allPermissions);
    const { orderId } = await makePaidOrder(tenant);
    const { refundId, approvalId } = await reserve({ orderId });
    expect(await orderOf(orderId)).toMatchObject({ state: "refunding", refundingFrom: "paid" });
    expect(await sums()).toEqual({ clearing: "-50", revenue: "50" });

    await Promise.all([settle(refundId), settle(refundId), settle(refundId)]);

    expect(await sums()).toEqual({ clearing: "-50", revenue: "30", wallet_cash: "20" });
    expect(await orderOf(orderId)).toMatchObject({ state: "partially_refunded", refundingFrom: null });
    expect(await approvalState(approvalId)).toBe("executed");

    const rest = await reserve({ orderId, amount: "30" });
    await settle(rest.refundId);
    expect((await orderOf(orderId)).state).toBe("refunded");
    expect(await sums()).toEqual({ clearing: "-50", wallet_cash: "50" });
  });

  it("never returns more than is left, also when two are asked for at once", async () => {
    tenant = await makeTenant(allPermissions);
    const { orderId } = await makePaidOrder(tenant);
    await expect(reserve({ orderId, amount: "50.01" })).rejects.toMatchObject({
      reason: "commerce.more_than_left",
    });
    const both = await Promise.allSettled([
      reserve({ orderId, amount: "30" }),
      reserve({ orderId, amount: "30" }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await prisma.refund.count({ where: { orderId } })).toBe(1);
  });

  it("goes back to where it was when the money did not move", async () => {
    tenant = await makeTenant(allPermissions);
    const { orderId } = await makePaidOrder(tenant);
    const { refundId, approvalId } = await reserve({ orderId });
    await perform(failRefund, { refundId, message: "Your bank refused." }, system);
    expect(await orderOf(orderId)).toMatchObject({ state: "paid", refundingFrom: null });
    expect(await approvalState(approvalId)).toBe("failed");
    expect(await sums()).toEqual({ clearing: "-50", revenue: "50" });
    // Nothing of it stands in the way of another.
    await settle((await reserve({ orderId })).refundId);
    expect((await orderOf(orderId)).state).toBe("partially_refunded");
  });

  it("by a person without agreement waits for two, and is refused before that where it cannot be", async () => {
    tenant = await makeTenant(allPermissions);
    const { orderId } = await makePaidOrder(tenant);
    const caller = callerAt(tenant, tenant.operatorId, allPermissions);
    const input = { orderId, destination: "balance", reason: "does not work" };
    const ask = (amount: string) =>
      execute(requestRefund, { ...input, amount: { amount, currency: "USD" } }, caller);
    // No policy stands in this database: what is always approved is never simply done.
    await expect(ask("20")).rejects.toMatchObject({ code: "rule_violation" });
    await expect(ask("500")).rejects.toMatchObject({ code: "rule_violation" });
    expect(await prisma.refund.count({ where: { orderId } })).toBe(0);
  });
});

describe("a top-up's refund", () => {
  async function makeTopUp(amount: string, spent: string) {
    const [topUpId, at] = [newId(), now()];
    const { organizationId } = tenant;
    const whole = Money.of(amount, "USD");
    await inTransaction(async (tx) => {
      const walletId = await walletOf(tx, { organizationId, customerId: null }, "USD", at);
      await tx.topUp.create({
        data: {
          id: topUpId,
          number: `TST${topUpId}`,
          organizationId,
          walletId,
          amount,
          currency: "USD",
          channel: "bank_transfer",
          state: "succeeded",
          createdAt: at,
          updatedAt: at,
        },
        select: { id: true },
      });
      await post(tx, {
        key: `top-up:${topUpId}:confirmed`,
        kind: "top_up",
        organizationId,
        lines: [
          { account: await cashAccount(tx, walletId), amount: whole },
          { system: "clearing", channel: "bank", amount: whole.negated() },
        ],
        at,
      });
      const used = Money.of(spent, "USD");
      if (!used.isZero)
        await spend(tx, {
          key: newId(),
          kind: "order",
          walletId,
          amount: used,
          against: [{ system: "revenue", amount: used }],
          at,
        });
    });
    return topUpId;
  }
  const topUpState = async (id: string) =>
    (await prisma.topUp.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

  it("holds the money until it has left, and takes exactly that", async () => {
    tenant = await makeTenant(allPermissions);
    const topUpId = await makeTopUp("100", "30");
    const { refundId } = await reserve({ topUpId, destination: "original", amount: "60" });
    expect(await topUpState(topUpId)).toBe("refunding");
    const wallet = await prisma.wallet.findFirstOrThrow({
      where: { organizationId: tenant.organizationId },
      select: { id: true },
    });
    const eleven = Money.of("11", "USD");
    await expect(
      inTransaction((tx) =>
        spend(tx, {
          key: newId(),
          kind: "order",
          walletId: wallet.id,
          amount: eleven,
          against: [{ system: "revenue", amount: eleven }],
          at: now(),
        }),
      ),
    ).rejects.toMatchObject({ reason: "billing.insufficient_balance" });
    await settle(refundId);
    expect(await topUpState(topUpId)).toBe("partially_refunded");
    expect(await sums()).toEqual({ clearing: "-40", revenue: "30", wallet_cash: "10" });
  });

  it("of what was spent is refused, or billed", async () => {
    tenant = await makeTenant(allPermissions);
    const topUpId = await makeTopUp("100", "30");
    const wish = { topUpId, destination: "original", amount: "80" };
    await expect(reserve(wish)).rejects.toMatchObject({ reason: "commerce.already_spent" });
    const { refundId } = await reserve({ ...wish, billShortfall: true });
    await settle(refundId);
    expect(await sums()).toEqual({ clearing: "-20", revenue: "30", adjustments: "-10" });
    const item = await prisma.billItem.findFirstOrThrow({
      where: { source: `refund:${refundId}:shortfall` },
      select: { amount: true, billId: true },
    });
    expect([item.amount.toFixed(2), item.billId]).toEqual(["10.00", null]);
  });

  it("by bank counts as paid out when a second person has sent it, once a reference", async () => {
    tenant = await makeTenant(allPermissions);
    const root = await platform();
    const staff = async () =>
      callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
    const wish = { destination: "original", amount: "100" };
    const topUpId = await makeTopUp("100", "0");
    const { refundId, approvalId } = await reserve({ topUpId, ...wish });
    const refundState = async () =>
      (await prisma.refund.findUniqueOrThrow({ where: { id: refundId }, select: { state: true } })).state;
    const told = () => prisma.outgoingMail.count({ where: { organizationId: tenant.organizationId } });
    await prisma.organization.update({
      where: { id: tenant.organizationId },
      data: { email: "owner@example.com" },
      select: { id: true },
    });
    // Nobody outside can be asked, and a person's word about the approval sends nothing.
    expect(await concludeRefund(refundId, await askProvider(refundId))).toBe("to_send");
    expect([await refundState(), await approvalState(approvalId), await told()]).toEqual([
      "to_send",
      "executing",
      0,
    ]);
    expect(await sums()).toEqual({ clearing: "-100", wallet_cash: "100" });

    const sentRef = `OUT-${newId()}`;
    const { requesterId } = await prisma.approval.findUniqueOrThrow({
      where: { id: approvalId },
      select: { requesterId: true },
    });
    const send = (caller: Caller, of = refundId) =>
      perform(confirmTransfer, { refundId: of, sentRef }, caller);
    await expect(send(callerAt(root, requesterId, allPermissions))).rejects.toMatchObject({
      reason: "commerce.sent_by_another",
    });
    await expect(send(callerAt(tenant, tenant.operatorId, allPermissions))).rejects.toMatchObject({
      code: "forbidden",
    });
    await send(await staff());
    expect([await refundState(), await approvalState(approvalId), await told()]).toEqual([
      "succeeded",
      "executed",
      1,
    ]);
    expect(await sums()).toEqual({});
    await expect(send(await staff())).rejects.toMatchObject({ code: "conflict" });

    const other = await reserve({ topUpId: await makeTopUp("100", "0"), ...wish });
    await expect(send(await staff(), other.refundId)).rejects.toMatchObject({
      reason: "commerce.transfer_counts_once",
    });
    await perform(giveUpTransfer, { refundId: other.refundId, reason: "account closed" }, await staff());
    expect(await approvalState(other.approvalId)).toBe("failed");
    expect(await sums()).toEqual({ clearing: "-100", wallet_cash: "100" });
  });

  it("leaves a frozen wallet, too", async () => {
    tenant = await makeTenant(allPermissions);
    const topUpId = await makeTopUp("100", "0");
    await prisma.wallet.updateMany({
      where: { organizationId: tenant.organizationId },
      data: { state: "frozen" },
    });
    const { refundId } = await reserve({ topUpId, destination: "original", amount: "100" });
    await settle(refundId);
    expect(await topUpState(topUpId)).toBe("refunded");
    expect(await sums()).toEqual({});
  });

  it("cannot go to the balance it is in", async () => {
    tenant = await makeTenant(allPermissions);
    const topUpId = await makeTopUp("100", "0");
    await expect(reserve({ topUpId })).rejects.toMatchObject({ reason: "commerce.already_in_balance" });
  });
});
