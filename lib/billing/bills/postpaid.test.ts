import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { billOwner } from "@/lib/billing/bill-runs/bill-owner";
import { workOnRun } from "@/lib/billing/bill-runs/work";
import { closeBill } from "@/lib/billing/bills/close";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { payBill } from "@/lib/billing/bills/pay";
import { firstOfMonth } from "@/lib/billing/bills/period";
import { voidBill } from "@/lib/billing/bills/void";
import {
  account,
  admin,
  billOf,
  buy,
  duringLastMonth,
  generate,
  issue,
  monthly,
  onCredit,
  reasonOf,
  run,
  trialBalance,
  usd,
} from "@/lib/billing/testing/bill-desk";
import { inLastMonth, lastMonth, makeItem, makeProfile, makeRun } from "@/lib/billing/testing/bills";
import { concludeRefund } from "@/lib/commerce/refunds/carry-out";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { makeApproval } from "@/lib/governance/testing/approvals";

describe("a postpaid bill", () => {
  test("asks for what was spent on credit and what is charged anew, and settled leaves nothing owed", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "119");
    await makeProfile(owner, { taxRate: "6", discountRate: "10" });
    await makeItem(owner, "200");
    await makeItem(owner, "30", { kind: "credit", description: "Goodwill" });
    expect(await account(owner, "wallet_credit")).toBe("-119");
    const billId = await generate(owner);
    expect(await billOf(billId)).toMatchObject({ state: "to_issue", number: null });
    expect(await account(owner, "receivable")).toBe("0");

    await issue(billId);
    const issued = await billOf(billId);
    // 119 + (200 − 20) × 1.06 − 30
    expect([issued.state, issued.total.toFixed(), issued.onCredit.toFixed()]).toEqual([
      "to_pay",
      "279.8",
      "119",
    ]);
    expect(issued.number).toBe("BILL-000001");
    expect(await account(owner, "receivable")).toBe("-160.8");
    expect(await account(owner, "adjustments")).toBe("-30");
    expect(await account(owner, "tax")).toBe("29.8"); // 19 within the order, 10.80 here

    await fundWallet(owner, "300");
    await run(payBill, { billId, amount: usd("200"), version: issued.version });
    expect(await billOf(billId)).toMatchObject({ state: "partially_paid" });
    expect(await account(owner, "receivable")).toBe("0");
    expect(await account(owner, "wallet_credit")).toBe("-79.8");
    await run(payBill, { billId });
    expect((await billOf(billId)).state).toBe("settled");
    expect(await account(owner, "wallet_credit")).toBe("0");
    expect(await account(owner, "receivable")).toBe("0");
    expect(await account(owner, "wallet_cash")).toBe("20.2");
    expect(await trialBalance()).toBe("0");
    await run(closeBill, { billId });
    expect((await billOf(billId)).state).toBe("closed");
  });

  test("credits are set off against what was spent on credit, and what they leave over goes into the wallet", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "50");
    await makeItem(owner, "20", { kind: "credit", description: "Goodwill" });
    const first = await generate(owner);
    await issue(first);
    expect(await account(owner, "wallet_credit")).toBe("-30");
    expect(await account(owner, "receivable")).toBe("0");
    await run(voidBill, { billId: first, reason: "tried again with more credit" });
    expect(await account(owner, "wallet_credit")).toBe("-50");

    // What was credited by hand on the voided bill is gone with it.
    await makeItem(owner, "80", { kind: "credit", description: "More goodwill" });
    const billId = await generate(owner);
    await issue(billId);
    expect(await billOf(billId)).toMatchObject({ state: "settled", number: "BILL-000002" });
    expect((await billOf(billId)).total.toFixed()).toBe("-30");
    expect([await account(owner, "wallet_credit"), await account(owner, "wallet_cash")]).toEqual(["0", "30"]);
    expect([await account(owner, "receivable"), await trialBalance()]).toEqual(["0", "0"]);
  });

  test("what a refund paid out beyond what was left is asked for, and adjustments are even then", async () => {
    const tenant = await makeTenant([]);
    const owner = {
      organizationId: tenant.organizationId,
      customerId: await makeCustomer(tenant.organizationId),
    };
    await inTransaction(async (tx) => {
      // As a refund's settlement posts its shortfall.
      const { post } = await import("@/lib/billing/ledger/post");
      await post(tx, {
        key: newId(),
        kind: "refund",
        organizationId: owner.organizationId,
        lines: [
          { system: "adjustments", amount: Money.of("-15", "USD") },
          { system: "clearing", channel: "stripe", amount: Money.of("15", "USD") },
        ],
        at: now(),
      });
      await tx.billItem.create({
        data: {
          ...owner,
          id: newId(),
          kind: "adjustment",
          description: "REF000001",
          unitPrice: "15",
          amount: "15",
          currency: "USD",
          occurredAt: duringLastMonth(),
          source: `refund:${newId()}:shortfall`,
          createdAt: now(),
        },
        select: { id: true },
      });
    });
    const billId = await generate(owner);
    await issue(billId);
    await fundWallet(owner, "15");
    await run(payBill, { billId });
    expect([await account(owner, "adjustments"), await account(owner, "receivable")]).toEqual(["0", "0"]);
    expect(await trialBalance()).toBe("0");
  });

  test("is one a period, and nothing is on two", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "10");
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => reasonOf(generate(owner))));
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["succeeded", "billing.bill_exists"]));
    const day = inLastMonth().slice(0, 10);
    const overlapping = run(generateBill, { ...owner, kind: "postpaid", from: day, to: day });
    expect(await reasonOf(overlapping)).toBe("billing.bill_exists");
  });

  test("leaves out nothing: what no period held before its end is on it", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "10");
    await makeProfile(owner);
    const ofDays = (from: string, to: string) =>
      run(generateBill, {
        ...owner,
        kind: "postpaid",
        from: `${lastMonth()}-${from}`,
        to: `${lastMonth()}-${to}`,
      });
    // Bought on the tenth, billed with days after it.
    const first = await ofDays("11", "15");
    expect([first.items, first.total.amount]).toEqual([1, "10"]);
    const at = (day: string) => new Date(`${lastMonth()}-${day}T12:00:00Z`);
    await buy(tenant, owner.customerId, "20", at("14"));
    await buy(tenant, owner.customerId, "30", at("20"));
    const last = await ofDays("16", "27");
    expect([last.items, last.total.amount]).toEqual([2, "50"]);
    expect(await reasonOf(ofDays("27", "28"))).toBe("billing.bill_exists");
    expect((await ofDays("01", "10")).items).toBe(0);
  });

  test("of a run begins after the days that are billed already", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "10");
    const billingProfileId = await makeProfile(owner, { periodMonths: 3 });
    const until = firstOfMonth(`${lastMonth()}-01`, 1);
    const quarter = firstOfMonth(until, -3);
    const middle = firstOfMonth(until, -2);
    // The first month was billed before they went over to quarters.
    const lastDay = new Date(Date.parse(`${middle}T00:00:00Z`) - 1).toISOString().slice(0, 10);
    await run(generateBill, { ...owner, kind: "postpaid", from: quarter, to: lastDay });
    const billRunId = await makeRun(tenant);
    const bill = async () => perform(billOwner, { billRunId, billingProfileId }, await systemCaller("test"));
    const { issued, skipped } = await bill();
    expect([issued.length, skipped]).toEqual([1, null]);
    const { periodStart, periodEnd, total } = await prisma.bill.findFirstOrThrow({
      where: { customerId: owner.customerId, number: issued[0] },
      select: { periodStart: true, periodEnd: true, total: true },
    });
    expect([periodStart, periodEnd].map((moment) => moment.toISOString().slice(0, 10))).toEqual([
      middle,
      until,
    ]);
    expect(total.toFixed()).toBe("10");
    expect(await bill()).toMatchObject({ issued: [], skipped: "billed" });
  });

  test("a run says who got none and why", async () => {
    const tenant = await makeTenant([]);
    const [billed, idle] = [await onCredit(tenant, "10"), { organizationId: tenant.organizationId }];
    const profiles = [
      await makeProfile(billed),
      await makeProfile({ ...idle, customerId: await makeCustomer(tenant.organizationId) }),
    ];
    await generate(billed);
    const billRunId = await makeRun(tenant);
    await workOnRun(billRunId);
    const run = await prisma.billRun.findUniqueOrThrow({
      where: { id: billRunId },
      select: { state: true, reached: true, skipped: true, failed: true, skips: true },
    });
    expect(run).toMatchObject({ state: "completed", reached: 2, skipped: 2, failed: 0 });
    const reasons = (run.skips as { profileId: string; reason: string }[]).map(({ profileId, reason }) => [
      profileId,
      reason,
    ]);
    expect(new Map(reasons as [string, string][])).toEqual(
      new Map([
        [profiles[0], "billed"],
        [profiles[1], "nothing_to_bill"],
      ]),
    );
  });

  test("is not made before its period is over, nor for a period that is none", async () => {
    const tenant = await makeTenant([]);
    const owner = { organizationId: tenant.organizationId };
    const of = (period: object) => reasonOf(run(generateBill, { ...owner, ...period }));
    expect(await of({ month: now().toISOString().slice(0, 7) })).toBe("billing.period_not_over");
    expect(await of({})).toBe("invalid_input");
    expect(await of({ month: "2026-13" })).toBe("invalid_input");
    expect(await of({ from: "2025-03-05", to: "2025-03-04" })).toBe("invalid_input");
    expect(await of({ from: "2023-01-01", to: "2024-12-31" })).toBe("invalid_input");
    expect(await of({ month: lastMonth(), from: "2025-03-05", to: "2025-03-06" })).toBe("invalid_input");
  });

  test("its period is that of the owner's own calendar", async () => {
    const tenant = await makeTenant([]);
    await prisma.organization.update({
      where: { id: tenant.organizationId },
      data: { timeZone: "Asia/Shanghai" },
      select: { id: true },
    });
    const { billId } = await run(generateBill, { organizationId: tenant.organizationId, month: "2025-03" });
    expect(
      await prisma.bill.findUniqueOrThrow({
        where: { id: billId },
        select: { periodStart: true, periodEnd: true },
      }),
    ).toEqual({
      periodStart: new Date("2025-02-28T16:00:00Z"),
      periodEnd: new Date("2025-03-31T16:00:00Z"),
    });
  });

  test("a quarter's bill ends with its month", async () => {
    const tenant = await makeTenant([]);
    const owner = { organizationId: tenant.organizationId };
    await makeProfile(owner, { periodMonths: 3 });
    const { billId } = await run(generateBill, { ...owner, month: "2025-03" });
    const { periodStart } = await prisma.bill.findUniqueOrThrow({ where: { id: billId } });
    expect(periodStart).toEqual(new Date("2025-01-01T00:00:00Z"));
  });
});

describe("a statement", () => {
  test("lists what was deducted and what came back, and is settled as it is issued", async () => {
    const tenant = await makeTenant([]);
    const customerId = await makeCustomer(tenant.organizationId);
    const owner = { organizationId: tenant.organizationId, customerId };
    await withClock(duringLastMonth(), () => fundWallet(owner, "100"));
    const orderId = await buy(tenant, customerId, "40");
    await withClock(later(duringLastMonth(), days(1)), async () => {
      const approvalId = await makeApproval(tenant, { command: requestRefund.name, state: "executing" });
      const wish = { orderId, amount: usd("15"), destination: "balance", reason: "half of it broken" };
      const { refundId } = await perform(requestRefund, wish, { ...(await admin()), approvalId });
      expect(await concludeRefund(refundId, { answer: "settled", providerRef: null })).toBe("succeeded");
    });
    const { billId, total } = await run(generateBill, monthly(owner));
    expect(total.amount).toBe("25");
    await run(issueBill, { billId });
    const bill = await billOf(billId);
    expect([bill.state, bill.paid.toFixed()]).toEqual(["settled", total.amount]);
    expect(await account(owner, "receivable")).toBe("0");
    expect(await reasonOf(run(payBill, { billId }))).toBe("billing.amount_not_positive");
    // Made again it has the same lines.
    await run(voidBill, { billId, reason: "once more" });
    expect((await run(generateBill, monthly(owner))).total.amount).toBe(total.amount);
  });
});
