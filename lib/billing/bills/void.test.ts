import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { payBill } from "@/lib/billing/bills/pay";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import {
  account,
  billOf,
  buy,
  generate,
  issue,
  onCredit,
  reasonOf,
  run,
  trialBalance,
} from "@/lib/billing/testing/bill-desk";
import { makeDraft, makeItem } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { makeTenant } from "@/lib/core/testing/world";

describe("void and reopen", () => {
  test("give back what was paid and bill again what was spent on credit", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "50");
    await makeItem(owner, "25");
    const billId = await generate(owner);
    await issue(billId);
    await fundWallet(owner, "75");
    await run(payBill, { billId });
    const { draftId } = await run(reopenBill, { billId, reason: "the fee was wrong" });
    expect(await billOf(billId)).toMatchObject({ state: "void", number: "BILL-000001" });
    expect([await account(owner, "wallet_cash"), await account(owner, "wallet_credit")]).toEqual([
      "75",
      "-50",
    ]);
    expect([await account(owner, "receivable"), await account(owner, "revenue")]).toEqual([
      "0",
      Money.of("50", "USD")
        .minus(Money.of(await account(owner, "tax"), "USD"))
        .amount.toFixed(),
    ]);
    // The draft has everything; the voided bill keeps what was printed.
    expect((await billOf(draftId)).total.toFixed()).toBe("75");
    expect(await prisma.billItem.count({ where: { billId } })).toBe(2);
    await issue(draftId);
    expect((await billOf(draftId)).number).toBe("BILL-000002");

    await run(voidBill, { billId: draftId, reason: "not at all" });
    const waiting = await prisma.billItem.findMany({ where: { customerId: owner.customerId, billId: null } });
    expect(waiting.map(({ kind, amount }) => [kind, amount.toFixed()])).toEqual([["order", "50"]]);
    expect(await trialBalance()).toBe("0");
  });

  test("are refused while credit that the payment freed is in use again", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "80", "100");
    const billId = await generate(owner);
    await issue(billId);
    await fundWallet(owner, "80");
    await run(payBill, { billId });
    await buy(tenant, owner.customerId, "90", now());
    const before = await billOf(billId);
    expect(await reasonOf(run(voidBill, { billId, reason: "a mistake" }))).toBe("billing.paid_money_in_use");
    expect(await billOf(billId)).toEqual(before);
    expect(await account(owner, "wallet_credit")).toBe("-90");
  });

  test("a draft that is voided lets its items wait again", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeDraft(tenant);
    await run(voidBill, { billId, reason: "not yet" });
    const again = await generate(owner);
    expect((await billOf(again)).total.toFixed()).toBe("100");
  });
});
