import "@/lib/core/testing/database";
import { describe, expect, test, vi } from "vitest";
import { autoPayBill } from "@/lib/billing/bills/auto-pay";
import { billPaid } from "@/lib/billing/bills/paid";
import { payBill } from "@/lib/billing/bills/pay";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { keptMethods } from "@/lib/billing/payment-methods/kept";
import { makeMethod } from "@/lib/billing/testing/auto-recharges";
import { account, admin, approved, billOf, reasonOf, run, usd } from "@/lib/billing/testing/bill-desk";
import { makeBill, makeProfile } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { now } from "@/lib/core/clock";
import { perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_a_test";
});

describe("paying", () => {
  test("refuses what makes no sense, and nothing is written", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    await fundWallet(owner, "500");
    await fundWallet(owner, "500", "EUR");
    const before = await billOf(billId);
    const postings = await prisma.ledgerTransaction.count();
    const pay = (amount: { amount: string; currency: string }) => reasonOf(run(payBill, { billId, amount }));
    expect(await pay({ amount: "10", currency: "EUR" })).toBe("billing.currency_mismatch");
    expect(await pay(usd("-10"))).toBe("billing.amount_not_positive");
    expect(await pay(usd("0"))).toBe("billing.amount_not_positive");
    expect(await pay(usd("0.0000000001"))).toBe("invalid_input");
    expect(await pay(usd("0.001"))).toBe("billing.too_many_decimals");
    expect(await pay(usd("100.01"))).toBe("billing.more_than_due");
    expect(await reasonOf(run(payBill, { billId, version: before.version - 1 }))).toBe(
      "billing.bill_changed",
    );
    expect(await billOf(billId)).toEqual(before);
    expect(await prisma.ledgerTransaction.count()).toBe(postings);
  });

  test("with too little in the wallet is refused", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    await fundWallet(owner, "99.99");
    expect(await reasonOf(run(payBill, { billId }))).toBe("billing.insufficient_balance");
    expect(await billOf(billId)).toMatchObject({ state: "to_pay" });
    expect(await account(owner, "wallet_cash")).toBe("99.99");
  });

  test("a bill that changes while it is paid: whoever saw it before pays nothing", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    await fundWallet(owner, "1000");
    const { version } = await billOf(billId);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => reasonOf(run(payBill, { billId, version, amount: usd("10") }))),
    );
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["succeeded", "billing.bill_changed"]));
    expect((await billOf(billId)).paid.toFixed()).toBe("10");
    expect(await account(owner, "wallet_cash")).toBe("990");
  });

  test("online counts once however often it is told, and what the bill cannot take is set aside", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    const { attemptId } = await run(payBill, { billId, method: "online", amount: usd("60") });
    expect((await run(payBill, { billId, method: "online", amount: usd("60") })).attemptId).toBe(attemptId);
    const payment = {
      attemptId: attemptId ?? "",
      organizationId: owner.organizationId,
      provider: "stripe",
      amount: Money.of("60", "USD"),
      paidAt: now(),
    };
    const tell = () => inTransaction((tx) => billPaid({ tx, emit: () => {}, now: now() }, billId, payment));
    await Promise.all(Array.from({ length: 6 }, tell));
    expect((await billOf(billId)).paid.toFixed()).toBe("60");
    expect(await account(owner, "clearing")).toBe("-60");
    expect(await account(owner, "receivable")).toBe("-40");

    const second = await run(payBill, { billId, method: "online" });
    await fundWallet(owner, "40");
    await run(payBill, { billId });
    expect((await billOf(billId)).state).toBe("settled");
    await inTransaction((tx) =>
      billPaid({ tx, emit: () => {}, now: now() }, billId, {
        ...payment,
        attemptId: second.attemptId ?? "",
        amount: Money.of("40", "USD"),
      }),
    );
    expect(await account(owner, "suspense")).toBe("40");
    const task = await prisma.refundTask.findFirstOrThrow({ where: { attemptId: second.attemptId ?? "" } });
    expect(task.cause).toBe("paid_twice");
  });

  test("with a saved method instead of the page that is open, and nothing else while it is charged", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    const methodOf = (customerId: string | null) => makeMethod(tenant.organizationId, { customerId });
    const page = await run(payBill, { billId, method: "online" });
    const pay = async (savedMethodId: string) => run(payBill, { billId, method: "online", savedMethodId });
    expect(await reasonOf(pay(await methodOf(null)))).toBe("billing.payment_method_unusable");
    const savedMethodId = await methodOf(owner.customerId ?? null);
    const { attemptId } = await pay(savedMethodId);
    expect(attemptId).not.toBe(page.attemptId);
    const attempt = await prisma.paymentAttempt.findUniqueOrThrow({ where: { id: attemptId! } });
    expect(attempt).toMatchObject({ paymentMethodId: savedMethodId, expiresAt: null });
    const abandoned = await prisma.outboxEvent.findFirstOrThrow({
      where: {
        name: "bills/pages-abandoned",
        payload: { path: ["attemptIds"], array_contains: page.attemptId! },
      },
      select: { payload: true },
    });
    expect(abandoned.payload).toMatchObject({ attemptIds: [page.attemptId] });
    await fundWallet(owner, "100");
    const others = [
      () => pay(savedMethodId),
      () => run(payBill, { billId }),
      () => run(payBill, { billId, method: "online" }),
    ];
    for (const other of others) expect(await reasonOf(other())).toBe("billing.payment_under_way");
    const kept = await keptMethods({ ...tenant, customerId: owner.customerId ?? null }, await admin());
    expect(kept).toEqual([{ id: savedMethodId, label: "Visa ••4242" }]);
    expect(await keptMethods({ ...tenant, customerId: null }, { ...(await admin()), grants: [] })).toEqual(
      [],
    );
  });

  test("by transfer needs a second person, and a reference pays once", async () => {
    const tenant = await makeTenant([]);
    const [first, second] = [await makeBill(tenant), await makeBill(tenant)];
    const reference = `TRN-${newId()}`;
    const input = { billId: first.billId, amount: usd("100"), reference };
    expect(await reasonOf(run(recordBillPayment, input))).toBe("no_approval_policy");
    await approved(recordBillPayment, input, tenant);
    expect((await billOf(first.billId)).state).toBe("settled");
    expect(await reasonOf(approved(recordBillPayment, { ...input, billId: second.billId }, tenant))).toBe(
      "billing.reference_taken",
    );
    expect((await billOf(second.billId)).paid.toFixed()).toBe("0");
  });

  test("a transfer of more than is due is not even asked for", async () => {
    const tenant = await makeTenant([]);
    const { billId } = await makeBill(tenant);
    const asked = async (amount: string) =>
      reasonOf(
        preview(
          recordBillPayment,
          { billId, amount: usd(amount), reference: `TRN-${newId()}` },
          await admin(),
        ),
      );
    expect(await asked("100.01")).toBe("billing.more_than_due");
    expect(await asked("100")).toBe("succeeded");
    await approved(recordBillPayment, { billId, amount: usd("60"), reference: `TRN-${newId()}` }, tenant);
    expect(await asked("40.01")).toBe("billing.more_than_due");
    expect(await asked("40")).toBe("succeeded");
  });

  test("auto-pay takes what there is, vouchers first, and leaves a frozen or empty wallet alone", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant, "issued");
    const auto = async () => perform(autoPayBill, { billId }, await systemCaller("test"));
    expect((await auto()).paid).toBeNull();
    await makeProfile(owner, { autoPay: true });
    expect((await auto()).paid).toBeNull();
    await fundWallet(owner, "30.005");
    expect((await auto()).paid).toEqual(usd("30"));
    expect(await billOf(billId)).toMatchObject({ state: "partially_paid" });
    await fundWallet(owner, "500");
    expect((await auto()).paid).toEqual(usd("70"));
    expect(await billOf(billId)).toMatchObject({ state: "settled" });
    expect((await auto()).paid).toBeNull();
  });
});
