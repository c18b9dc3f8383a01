import "@/lib/core/testing/database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { makeBill } from "@/lib/billing/testing/bills";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { createOrder } from "@/lib/commerce/orders/create";
import { updateOrder } from "@/lib/commerce/orders/update";
import { makeSku } from "@/lib/commerce/testing/orders";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import "@/lib/registry";
import { makeCustomer } from "@/lib/customers/testing/customers";

const usd = (amount: string) => ({ amount, currency: "USD" });
let tenant: Tenant;
let system: Caller;
beforeAll(async () => {
  await platform();
  system = await systemCaller("test");
});
beforeEach(async () => {
  tenant = await makeTenant([]);
});

const transfer = { amount: usd("100"), channel: "bank_transfer" };
const opened = (channelRef?: string) =>
  perform(createTopUp, { organizationId: tenant.organizationId, ...transfer, channelRef }, system);
const confirmed = async (channelRef: string) =>
  perform(confirmTopUp, { topUpId: (await opened()).topUpId, channelRef }, system);
const madeUp = (channelRef: string) =>
  perform(
    makeUpTopUp,
    {
      organizationId: tenant.organizationId,
      ...transfer,
      channelRef,
      receivedAt: "2026-03-01T10:00:00Z",
      reason: "came without a word",
    },
    system,
  );
const billPaid = async (reference: string) =>
  perform(
    recordBillPayment,
    { billId: (await makeBill(tenant)).billId, amount: usd("100"), reference },
    system,
  );
const ordered = async (offlineRef?: string) =>
  perform(
    createOrder,
    {
      customerId: await makeCustomer(tenant.organizationId),
      items: [{ skuId: await makeSku(tenant), quantity: 1 }],
      paymentMethod: "offline",
      offlineRef,
    },
    system,
  );

const ways = { opened, confirmed, madeUp, billPaid, ordered };

describe("a transfer to the bank account", () => {
  it.each(Object.keys(ways) as (keyof typeof ways)[])(
    "credited when %s is credited no other way",
    async (first) => {
      const reference = `RF18 ${newId()}`;
      await ways[first](reference);
      // However it was typed in.
      const again = reference.replace(" ", "").toLowerCase();
      for (const way of Object.values(ways))
        await expect(way(again)).rejects.toMatchObject({
          code: "conflict",
          reason: "billing.reference_taken",
        });
    },
  );

  it("is credited once where all come at the same moment", async () => {
    const reference = `RF18 ${newId()}`;
    const outcomes = await Promise.allSettled(Object.values(ways).map((way) => way(reference)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("can be credited where a top-up that had its reference ended without money", async () => {
    const reference = `RF18 ${newId()}`;
    const { topUpId } = await opened(reference);
    await perform(closeTopUp, { topUpId, reason: "recorded for the wrong customer" }, system);
    await confirmed(reference);
    await expect(ordered(reference)).rejects.toMatchObject({ reason: "billing.reference_taken" });
  });

  it("has the reference its order says now, and not the one it had by mistake", async () => {
    const [wrong, right] = [`RF18 ${newId()}`, `RF18 ${newId()}`];
    const { orderId } = await ordered(wrong);
    await perform(updateOrder, { orderId, offlineRef: right }, system);
    await expect(confirmed(right)).rejects.toMatchObject({ reason: "billing.reference_taken" });
    await confirmed(wrong);
    await expect(perform(updateOrder, { orderId, offlineRef: wrong }, system)).rejects.toMatchObject({
      reason: "billing.reference_taken",
    });
  });
});
