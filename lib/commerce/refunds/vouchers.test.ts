import "@/lib/core/testing/database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freezeWallet } from "@/lib/billing/wallets/freeze";
import { spend } from "@/lib/billing/wallets/movements";
import { grantPending } from "@/lib/commerce/benefit-grants/grant-pending";
import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import { takeBackBenefits } from "@/lib/commerce/benefit-grants/take-back";
import { createOrder } from "@/lib/commerce/orders/create";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { updateSku } from "@/lib/commerce/skus/update";
import { makeSku } from "@/lib/commerce/testing/orders";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import { endDueVouchers } from "@/lib/commerce/vouchers/end-due";
import { voidVoucher } from "@/lib/commerce/vouchers/void";
import type { Caller } from "@/lib/core/caller";
import { after, days, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { agreedCaller } from "@/lib/governance/testing/approvals";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let system: Caller;

beforeAll(async () => {
  await platform();
  system = await systemCaller("test");
});
beforeEach(async () => {
  tenant = await makeTenant(allPermissions);
});

const usd = (amount: string) => Money.of(amount, "USD");

/** An order of 100 USD, paid, that gave a voucher of 50. */
async function orderWithVoucher() {
  const voucherTemplateId = await makeTemplate(tenant, { amount: "50", validDays: 30 });
  const benefits = [{ kind: "voucher", code: "gift", name: "Gift", voucherTemplateId }];
  const skuId = await makeSku(tenant, { price: { amount: "100", currency: "USD" }, benefits });
  const customerId = await makeCustomer(tenant.organizationId);
  const items = [{ skuId, quantity: 1 }];
  const { orderId } = await perform(createOrder, { customerId, items, paymentMethod: "offline" }, system);
  await grantPending(orderId);
  const grant = await prisma.benefitGrant.findFirstOrThrow({
    where: { orderId },
    select: { id: true, voucher: { select: { id: true, walletId: true, accountId: true } } },
  });
  return { orderId, skuId, grantId: grant.id, ...grant.voucher!, voucherId: grant.voucher!.id };
}

const use = (walletId: string, amount: string) =>
  inTransaction((tx) =>
    spend(tx, {
      key: newId(),
      kind: "order",
      walletId,
      amount: usd(amount),
      against: [{ system: "revenue", amount: usd(amount) }],
      at: now(),
    }),
  );

async function reserve(orderId: string, amount = "100", billShortfall = false): Promise<string> {
  const caller = await agreedCaller(tenant);
  const wish = { orderId, amount: { amount, currency: "USD" }, destination: "balance", billShortfall };
  return (await perform(requestRefund, { ...wish, reason: "does not work" }, caller)).refundId;
}

const voucherState = async (id: string) =>
  (await prisma.voucher.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const accountOf = async (id: string) => {
  const { balance, held } = await prisma.ledgerAccount.findUniqueOrThrow({
    where: { id },
    select: { balance: true, held: true },
  });
  return [balance.toFixed(), held.toFixed()];
};
const spentOf50 = { reason: "commerce.already_spent", params: { unspent: "50 USD" } };

describe("an order that gave a voucher", () => {
  it("refunded wholly, takes back what is left of it; nobody spends it meanwhile", async () => {
    const { orderId, voucherId, accountId, walletId, grantId } = await orderWithVoucher();
    const refundId = await reserve(orderId);
    expect(await accountOf(accountId)).toEqual(["50", "50"]);
    await expect(use(walletId, "1")).rejects.toMatchObject({ reason: "billing.insufficient_balance" });
    await perform(settleRefund, { refundId }, system);
    expect(await voucherState(voucherId)).toBe("void");
    expect(await accountOf(accountId)).toEqual(["0", "0"]);
    await takeBackBenefits(orderId, refundId);
    const { state } = await prisma.benefitGrant.findUniqueOrThrow({
      where: { id: grantId },
      select: { state: true },
    });
    expect(state).toBe("revoked");
  });

  it("keeps it where the money did not move, or only some of it", async () => {
    const { orderId, voucherId, accountId } = await orderWithVoucher();
    const failed = await reserve(orderId);
    await perform(failRefund, { refundId: failed, message: "no" }, system);
    expect(await accountOf(accountId)).toEqual(["50", "0"]);
    await perform(settleRefund, { refundId: await reserve(orderId, "30") }, system);
    expect([await voucherState(voucherId), await accountOf(accountId)]).toEqual(["active", ["50", "0"]]);
    await perform(settleRefund, { refundId: await reserve(orderId, "70") }, system);
    expect(await voucherState(voucherId)).toBe("void");
  });

  it("is refunded wholly where the voucher was voided before anybody spent it", async () => {
    const { orderId, voucherId } = await orderWithVoucher();
    await perform(voidVoucher, { voucherId, reason: "mistake" }, system);
    await perform(settleRefund, { refundId: await reserve(orderId) }, system);
    const { state } = await prisma.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { state: true },
    });
    expect(state).toBe("refunded");
  });

  it("does not give back what was spent of one that is over by now", async () => {
    const spent = await orderWithVoucher();
    await use(spent.walletId, "50");
    await prisma.benefitGrant.update({
      where: { id: spent.grantId },
      data: { state: "expired" },
      select: { id: true },
    });
    await expect(reserve(spent.orderId)).rejects.toMatchObject(spentOf50);

    const expired = await orderWithVoucher();
    await use(expired.walletId, "50");
    await withClock(after(now(), days(40)), () => endDueVouchers(null));
    await expect(reserve(expired.orderId)).rejects.toMatchObject(spentOf50);
  });

  it("does not give back what was spent of one that was voided and revoked", async () => {
    const { orderId, voucherId, grantId, walletId } = await orderWithVoucher();
    await use(walletId, "50");
    await perform(voidVoucher, { voucherId, reason: "fraud" }, system);
    await perform(revokeGrant, { benefitGrantId: grantId, reason: "fraud" }, system);
    await expect(reserve(orderId)).rejects.toMatchObject(spentOf50);
    const refundId = await reserve(orderId, "100", true);
    const refund = await prisma.refund.findUniqueOrThrow({
      where: { id: refundId },
      select: { billed: true, holdId: true },
    });
    expect([refund.billed.toFixed(), refund.holdId]).toEqual(["50", null]);
  });

  it("takes it out of a frozen wallet, too", async () => {
    const { orderId, voucherId, walletId } = await orderWithVoucher();
    await perform(freezeWallet, { walletId, reason: "suspicious" }, system);
    await perform(settleRefund, { refundId: await reserve(orderId) }, system);
    expect(await voucherState(voucherId)).toBe("void");
  });
});

it("a SKU gives no voucher in another currency than it is paid in", async () => {
  const { skuId } = await orderWithVoucher();
  const euros = { price: { amount: "90", currency: "EUR" } };
  const change = perform(updateSku, { skuId, ...euros }, system);
  await expect(change).rejects.toMatchObject({ reason: "commerce.benefit_currency" });
  const voucherTemplateId = await makeTemplate(tenant);
  const benefits = [{ kind: "voucher", code: "gift", name: "Gift", voucherTemplateId }];
  await expect(makeSku(tenant, { ...euros, benefits })).rejects.toMatchObject({
    reason: "commerce.benefit_currency",
  });
});
