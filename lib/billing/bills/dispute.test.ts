import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { payBill } from "@/lib/billing/bills/pay";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import { resolveDispute } from "@/lib/billing/disputes/resolve";
import { requestInvoice } from "@/lib/billing/invoices/request";
import { voidInvoice } from "@/lib/billing/invoices/void";
import {
  account,
  approved,
  billOf,
  issue,
  reasonOf,
  run,
  trialBalance,
  usd,
} from "@/lib/billing/testing/bill-desk";
import { makeBill, makeItem } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { makeTenant } from "@/lib/core/testing/world";

describe("a dispute", () => {
  test("its credit leaves less of the bill to invoice, and asks for a correction where it is invoiced", async () => {
    const tenant = await makeTenant(["billing.invoices.issue"]);
    const ask = (billId: string) => run(requestInvoice, { billIds: [billId] });
    const credit = async (billId: string, amount: string) => {
      const { disputeId } = await run(disputeBill, {
        billId,
        amount: usd(amount),
        reason: "half was missing",
      });
      await approved(resolveDispute, { disputeId, outcome: "credit", reason: "they are right" }, tenant);
    };
    const news = () =>
      prisma.inboxItem.findMany({
        where: { operatorId: tenant.operatorId, message: "billing.inbox.invoice_exceeds_bill" },
        select: { href: true, params: true },
      });
    // Paid already: the credit waits for the next bill.
    const { billId, owner } = await makeBill(tenant, "settled");
    await credit(billId, "30");
    expect((await ask(billId)).amount).toEqual(usd("70"));
    expect(await news()).toEqual([]);

    const open = await makeBill(tenant);
    const { invoiceId } = await ask(open.billId);
    await credit(open.billId, "40");
    const [told] = await news();
    expect(told).toMatchObject({
      href: `billing/invoices/${invoiceId}`,
      params: { number: (await billOf(open.billId)).number, amount: "40 USD" },
    });
    await run(voidInvoice, { invoiceId, reason: "credited" });
    expect((await ask(open.billId)).amount).toEqual(usd("60"));

    // What the next bill gives back lessens what it asks for, not what was bought with it.
    await makeItem(owner, "50");
    const next = await withClock(later(now(), days(70)), async () => {
      const to = later(now(), -days(1)).toISOString().slice(0, 10);
      const from = later(now(), -days(40)).toISOString().slice(0, 10);
      return run(generateBill, { ...owner, kind: "postpaid", from, to });
    });
    await withClock(later(now(), days(70)), () => issue(next.billId));
    expect(next.total).toEqual(usd("20"));
    expect((await ask(next.billId)).amount).toEqual(usd("50"));
  });

  test("pauses reminders, and its credit takes off what is owed; the rest waits for the next bill", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    await fundWallet(owner, "80");
    await run(payBill, { billId, amount: usd("80") });
    const { disputeId } = await run(disputeBill, { billId, amount: usd("50"), reason: "half was missing" });
    expect(await billOf(billId)).toMatchObject({ disputed: true, nextDunningAt: null });
    expect(await reasonOf(run(disputeBill, { billId, reason: "once more" }))).toBe(
      "billing.already_disputed",
    );
    expect(await reasonOf(run(voidBill, { billId, reason: "gone" }))).toBe("billing.bill_disputed");
    const credit = { disputeId, outcome: "credit", reason: "they are right" };
    expect(await reasonOf(run(resolveDispute, credit))).toBe("no_approval_policy");
    expect(await reasonOf(approved(resolveDispute, { ...credit, amount: usd("51") }, tenant))).toBe(
      "billing.more_than_disputed",
    );
    await approved(resolveDispute, credit, tenant);
    expect(await billOf(billId)).toMatchObject({ state: "settled", disputed: false });
    expect([await account(owner, "receivable"), await account(owner, "adjustments")]).toEqual(["0", "-20"]);
    const items = await prisma.billItem.findMany({
      where: { customerId: owner.customerId, kind: "credit" },
      orderBy: { amount: "desc" },
    });
    expect(items.map(({ billId: on, amount }) => [on, amount.toFixed()])).toEqual([
      [billId, "-20"],
      [null, "-30"],
    ]);
    expect(await reasonOf(run(voidBill, { billId, reason: "gone" }))).toBe("billing.bill_credited");

    // The rest comes with the next bill; an amount beyond the dues goes into the wallet.
    const { billId: next } = await run(generateBill, {
      ...owner,
      kind: "postpaid",
      from: "2025-01-01",
      to: "2025-01-02",
    });
    expect((await billOf(next)).total.toFixed()).toBe("0");
    const credited = await withClock(later(now(), days(70)), async () => {
      const month = now();
      const made = await run(generateBill, {
        ...owner,
        kind: "postpaid",
        from: later(month, -days(75)).toISOString().slice(0, 10),
        to: later(month, -days(1)).toISOString().slice(0, 10),
      });
      await run(issueBill, { billId: made.billId });
      return made.billId;
    });
    expect(await billOf(credited)).toMatchObject({ state: "settled" });
    expect([await account(owner, "wallet_cash"), await account(owner, "receivable")]).toEqual(["30", "0"]);
    expect(await trialBalance()).toBe("0");
  });

  test("rejected leaves the bill as it was, and reopening keeps what was credited before", async () => {
    const tenant = await makeTenant([]);
    const { billId } = await makeBill(tenant);
    const { disputeId } = await run(disputeBill, { billId, reason: "I do not like it" });
    await approved(resolveDispute, { disputeId, outcome: "reject", reason: "it is right" }, tenant);
    expect(await billOf(billId)).toMatchObject({ state: "to_pay", disputed: false });
    expect((await billOf(billId)).nextDunningAt).not.toBeNull();

    const second = await run(disputeBill, { billId, amount: usd("30"), reason: "but this" });
    await approved(
      resolveDispute,
      { disputeId: second.disputeId, outcome: "credit", reason: "that yes" },
      tenant,
    );
    expect(await billOf(billId)).toMatchObject({ state: "partially_paid" });
    const { draftId } = await run(reopenBill, { billId, reason: "to print it right" });
    expect((await billOf(draftId)).total.toFixed()).toBe("70");
    await issue(draftId);
    expect(await trialBalance()).toBe("0");
  });
});
