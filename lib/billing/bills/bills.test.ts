import "@/lib/core/testing/database";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { removeBillItem } from "@/lib/billing/bill-items/remove";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { autoPayBill } from "@/lib/billing/bills/auto-pay";
import { closeBill } from "@/lib/billing/bills/close";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { documentNumber } from "@/lib/billing/bills/document-number";
import { billsToDun, dunBill } from "@/lib/billing/bills/dun";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { type BillState, billMachine } from "@/lib/billing/bills/machine";
import { billPaid } from "@/lib/billing/bills/paid";
import { payBill } from "@/lib/billing/bills/pay";
import { presentBill } from "@/lib/billing/bills/present";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import { resolveDispute } from "@/lib/billing/disputes/resolve";
import {
  inLastMonth,
  lastMonth,
  makeBill,
  makeDraft,
  makeItem,
  makeProfile,
  type Owner,
} from "@/lib/billing/testing/bills";
import { walletOf } from "@/lib/billing/wallets/open";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { createOrder } from "@/lib/commerce/orders/create";
import { concludeRefund } from "@/lib/commerce/refunds/carry-out";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { fundWallet, makeSku } from "@/lib/commerce/testing/orders";
import type { Caller } from "@/lib/core/caller";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { type Command, execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { makeApproval } from "@/lib/governance/testing/approvals";
import { allPermissions } from "@/lib/registry";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_a_test";
});

const usd = (amount: string) => ({ amount, currency: "USD" });
const duringLastMonth = () => new Date(inLastMonth());

let staff: Caller;
beforeAll(async () => {
  const root = await platform();
  staff = callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
});
const admin = (): Caller => ({ ...staff, requestId: newId() });

const run = <Input, Output extends Json>(command: Command<Input, Output>, input: unknown) =>
  perform(command, input, admin());

/** As the executor of an approval does it. */
async function approved<Input, Output extends Json>(
  command: Command<Input, Output>,
  input: unknown,
  tenant: Tenant,
) {
  const approvalId = await makeApproval(tenant, { state: "executing" });
  return perform(command, input, { ...admin(), approvalId });
}

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

const billOf = (id: string) =>
  prisma.bill.findUniqueOrThrow({
    where: { id },
    select: {
      number: true,
      state: true,
      total: true,
      paid: true,
      tax: true,
      discount: true,
      onCredit: true,
      version: true,
      disputed: true,
      dueAt: true,
      nextDunningAt: true,
      dunningLevel: true,
    },
  });

async function account(owner: Owner, kind: string): Promise<string> {
  const [row] = await prisma.$queryRaw<[{ sum: string }]>`
    select coalesce(sum(balance), 0)::text as sum from ledger_balance
    left join wallet on wallet.id = ledger_balance.wallet_id
    where ledger_balance.organization_id = ${owner.organizationId}::uuid and ledger_balance.kind::text = ${kind}
      and (ledger_balance.wallet_id is null or wallet.customer_id is not distinct from ${owner.customerId ?? null}::uuid)`;
  return Money.of(row.sum, "USD").amount.toFixed();
}

async function trialBalance(): Promise<string> {
  const [row] = await prisma.$queryRaw<
    [{ sum: string }]
  >`select coalesce(sum(balance), 0)::text as sum from ledger_balance`;
  return Money.of(row.sum, "USD").amount.toFixed();
}

/** Somebody with a credit line who bought for so much on it in the last month. */
async function onCredit(
  tenant: Tenant,
  price: string,
  limit = "1000",
): Promise<Owner & { customerId: string }> {
  const owner = {
    organizationId: tenant.organizationId,
    customerId: await makeCustomer(tenant.organizationId),
  };
  const walletId = await inTransaction((tx) => walletOf(tx, owner, "USD", now()));
  await run(setCreditLimit, { walletId, creditLimit: usd(limit), reason: "a good customer" });
  await buy(tenant, owner.customerId, price);
  return owner;
}

const buy = async (tenant: Tenant, customerId: string, price: string, at: Date = duringLastMonth()) =>
  withClock(at, async () => {
    const skuId = await makeSku(tenant, { price: usd(price) });
    const { orderId } = await perform(
      createOrder,
      { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "wallet" },
      { ...(await systemCaller("test")), idempotencyKey: newId() },
    );
    return orderId;
  });

const monthly = (owner: Owner) => ({ ...owner, month: lastMonth(), currency: "USD" });

const generate = async (owner: Owner): Promise<string> =>
  (await run(generateBill, { ...monthly(owner), kind: "postpaid" })).billId;

const issue = async (billId: string) => {
  await run(issueBill, { billId });
  await perform(presentBill, { billId, operatorId: null }, await systemCaller("test"));
};

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
    const overlapping = await run(generateBill, { ...owner, kind: "postpaid", from: day, to: day });
    expect(overlapping.items).toBe(0);
    expect(await reasonOf(run(issueBill, { billId: overlapping.billId }))).toBe("billing.nothing_to_bill");
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
      const { refundId } = await perform(requestRefund, wish, { ...admin(), approvalId });
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

describe("whose bills they are", () => {
  test("who is billed pays and disputes, but never writes, issues or voids their own bills", async () => {
    const tenant = await makeTenant(allPermissions);
    const { billId } = await makeBill(tenant, "to_pay", { owner: { organizationId: tenant.organizationId } });
    const insider = callerAt(tenant, tenant.operatorId, allPermissions);
    const asInsider = <Input, Output extends Json>(command: Command<Input, Output>, input: unknown) =>
      reasonOf(execute(command, input, { ...insider, requestId: newId() }));
    const own = { organizationId: tenant.organizationId };
    expect(await asInsider(voidBill, { billId, reason: "I do not like it" })).toBe("not_found");
    expect(await asInsider(reopenBill, { billId, reason: "I do not like it" })).toBe("not_found");
    expect(await asInsider(setBillingProfile, { ...own, currency: "USD", discountRate: "100" })).toBe(
      "not_found",
    );
    expect(
      await asInsider(addBillItem, { ...own, kind: "credit", description: "a present", unitPrice: usd("9") }),
    ).toBe("not_found");
    expect(await asInsider(generateBill, { ...own, month: "2025-01" })).toBe("not_found");
    expect(await asInsider(recordBillPayment, { billId, amount: usd("100"), reference: "TRN-X" })).toBe(
      "not_found",
    );
    expect(await asInsider(disputeBill, { billId, reason: "we never had that" })).toBe("succeeded");
    const { id: disputeId } = await prisma.dispute.findFirstOrThrow({ where: { billId } });
    expect(await asInsider(resolveDispute, { disputeId, outcome: "credit", reason: "we are right" })).toBe(
      "not_found",
    );
    await fundWallet(own, "100");
    expect(await asInsider(payBill, { billId })).toBe("succeeded");
  });

  test("an item goes only on a draft of its own owner and currency", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeDraft(tenant);
    const other = await makeCustomer(tenant.organizationId);
    const item = { kind: "fee", description: "Extra", unitPrice: usd("10"), billId };
    const add = (changes: object) => reasonOf(run(addBillItem, { ...item, ...changes }));
    expect(await add({ customerId: other })).toBe("billing.bill_of_another");
    expect(await add({ ...owner, unitPrice: { amount: "10", currency: "EUR" } })).toBe(
      "billing.currency_mismatch",
    );
    expect(await add({ ...owner, unitPrice: usd("-10") })).toBe("billing.amount_not_positive");
    expect(await add({ ...owner, unitPrice: usd("1.0000000001") })).toBe("invalid_input");
    expect(await add({ ...owner, quantity: "0" })).toBe("billing.amount_not_positive");
    expect(await add({ ...owner, quantity: "2.5" })).toBe("succeeded");
    expect((await billOf(billId)).total.toFixed()).toBe("125");
    const extra = await prisma.billItem.findFirstOrThrow({ where: { billId, description: "Extra" } });
    await run(removeBillItem, { billItemId: extra.id });
    expect((await billOf(billId)).total.toFixed()).toBe("100");
    await run(issueBill, { billId });
    expect(await add(owner)).toBe("wrong_state");
  });
});

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

describe("a dispute", () => {
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

describe("dunning", () => {
  test("reminds at the settings' days, suspends in the end, and is lifted by payment", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    const profileId = await makeProfile(owner);
    const { dueAt } = await billOf(billId);
    const dun = (day: number) =>
      withClock(later(dueAt!, days(day)), async () => {
        if (!(await billsToDun(1000)).includes(billId)) return "not due";
        return (await perform(dunBill, { billId }, await systemCaller("test"))).did;
      });
    expect(await dun(2)).toBe("not due");
    expect(await dun(3)).toBe("remind");
    expect(await dun(4)).toBe("not due");
    expect(await dun(10)).toBe("remind");
    expect(await dun(21)).toBe("remind");
    const mails = await prisma.outgoingMail.findMany({
      where: { organizationId: tenant.organizationId, subject: { startsWith: "Reminder" } },
      select: { subject: true },
      orderBy: { subject: "asc" },
    });
    expect(mails.map(({ subject }) => subject)).toEqual(
      [1, 2, 3].map((level) => `Reminder ${level}: bill BILL-000001 is overdue`),
    );
    expect(await dun(30)).toBe("suspend");
    const suspended = () =>
      prisma.billingProfile.findUniqueOrThrow({ where: { id: profileId }, select: { suspendedAt: true } });
    expect((await suspended()).suspendedAt).not.toBeNull();
    expect(await dun(60)).toBe("not due");
    await fundWallet(owner, "100");
    await withClock(later(dueAt!, days(61)), () => run(payBill, { billId, amount: usd("50") }));
    expect((await suspended()).suspendedAt).not.toBeNull();
    await withClock(later(dueAt!, days(61)), () => run(payBill, { billId }));
    expect((await suspended()).suspendedAt).toBeNull();
  });

  test("two bills long overdue: the suspension is lifted with the second", async () => {
    const tenant = await makeTenant([]);
    const first = await makeBill(tenant);
    await makeItem(first.owner, "40", { occurredAt: "2025-01-10T00:00:00Z" });
    const { billId } = await run(generateBill, { ...first.owner, kind: "postpaid", month: "2025-01" });
    await issue(billId);
    const profileId = await makeProfile(first.owner);
    await withClock(later(now(), days(90)), async () => {
      for (const id of [first.billId, billId])
        await perform(dunBill, { billId: id }, await systemCaller("test"));
      await fundWallet(first.owner, "140");
      const suspended = async () =>
        (await prisma.billingProfile.findUniqueOrThrow({ where: { id: profileId } })).suspendedAt !== null;
      await run(payBill, { billId });
      expect(await suspended()).toBe(true);
      await run(payBill, { billId: first.billId });
      expect(await suspended()).toBe(false);
    });
  });
});

describe("states", () => {
  const steps: Record<string, (billId: string, owner: Owner) => Promise<unknown>> = {
    "bills.issue": (billId) => run(issueBill, { billId }),
    "bills.pay": async (billId, owner) => {
      await fundWallet(owner, "100");
      return run(payBill, { billId });
    },
    "bills.close": (billId) => run(closeBill, { billId }),
    "bills.void": (billId) => run(voidBill, { billId, reason: "to try it" }),
    "bills.reopen": (billId) => run(reopenBill, { billId, reason: "to try it" }),
  };
  const reach: Partial<Record<BillState, (tenant: Tenant) => Promise<{ billId: string; owner: Owner }>>> = {
    to_issue: (tenant) => makeBill(tenant, "to_issue"),
    issued: (tenant) => makeBill(tenant, "issued"),
    to_pay: (tenant) => makeBill(tenant, "to_pay"),
    partially_paid: async (tenant) => {
      const made = await makeBill(tenant);
      await fundWallet(made.owner, "1");
      await run(payBill, { billId: made.billId, amount: usd("1") });
      return made;
    },
    settled: (tenant) => makeBill(tenant, "settled"),
    closed: async (tenant) => {
      const made = await makeBill(tenant, "settled");
      await run(closeBill, { billId: made.billId });
      return made;
    },
    void: async (tenant) => {
      const made = await makeBill(tenant);
      await run(voidBill, { billId: made.billId, reason: "to try it" });
      return made;
    },
  };

  test.each(Object.keys(billMachine.states) as BillState[])(
    "%s allows exactly what the machine says",
    async (state) => {
      const tenant = await makeTenant([]);
      for (const [command, step] of Object.entries(steps)) {
        const { billId, owner } = await reach[state]!(tenant);
        const allowed = Object.values(billMachine.moves).some(
          (move) => move.command === command && move.from.includes(state),
        );
        const outcome = await reasonOf(step(billId, owner));
        const expected = allowed ? ["succeeded"] : ["wrong_state", "billing.amount_not_positive"];
        expect(expected, `${command} from ${state}`).toContain(outcome);
      }
    },
  );
});

describe("numbers", () => {
  test("200 issued in parallel have no gap, though some of them fail", async () => {
    const tenant = await makeTenant([]);
    const ids: string[] = [];
    for (let index = 0; index < 200; index++) ids.push((await makeDraft(tenant)).billId);
    let broken = 0;
    const outcomes: string[] = [];
    const attempts = ids.flatMap((billId, index) => [
      // Taken and thrown away again.
      ...(index % 4 === 0
        ? [
            () =>
              inTransaction(async (tx) => {
                await documentNumber(tx, tenant.organizationId, "bill");
                broken++;
                throw new Error("broken off");
              }).catch(() => undefined),
          ]
        : []),
      () => reasonOf(run(issueBill, { billId })).then((outcome) => outcomes.push(outcome)),
      // A second click.
      ...(index % 5 === 0
        ? [() => reasonOf(run(issueBill, { billId })).then((outcome) => outcomes.push(outcome))]
        : []),
    ]);
    // As many at once as a busy server would let wait for a connection.
    const waiting = [...attempts];
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await next();
      }),
    );
    expect(broken).toBeGreaterThanOrEqual(50);
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(200);
    expect(outcomes.filter((outcome) => outcome === "wrong_state")).toHaveLength(40);
    const numbers = await prisma.bill.findMany({
      where: { issuerId: tenant.organizationId, number: { not: null } },
      select: { number: true },
      orderBy: { number: "asc" },
    });
    expect(numbers.map(({ number }) => number)).toEqual(
      Array.from({ length: 200 }, (_, index) => `BILL-${String(index + 1).padStart(6, "0")}`),
    );
    // Another issuer counts for itself.
    const other = await makeBill(await makeTenant([]));
    expect((await billOf(other.billId)).number).toBe("BILL-000001");
    expect(await trialBalance()).toBe("0");
  }, 120_000);
});
