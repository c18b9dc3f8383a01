import { afterAll, beforeEach, expect, it } from "vitest";
import { order as checkout, sdkFor } from "@/e2e/stripe/testing/client";
import { ledgerKinds } from "@/lib/billing/ledger/kinds";
import { post } from "@/lib/billing/ledger/post";
import { makeBill } from "@/lib/billing/testing/bills";
import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { providerNamed } from "@/lib/commerce/providers/current";
import { askProvider, lookUpRefund } from "@/lib/commerce/refunds/ask-provider";
import { concludeRefund, followApproval } from "@/lib/commerce/refunds/carry-out";
import { takeReport } from "@/lib/commerce/refunds/report";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { balances, sandbox } from "@/lib/commerce/testing/stripe";
import { after, days, minutes, now, withClock } from "@/lib/core/clock";
import { perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { finishApproval } from "@/lib/governance/approvals/finish";
import { settleApproval } from "@/lib/governance/approvals/settle";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import { agreedCaller } from "@/lib/governance/testing/approvals";
import { allPermissions } from "@/lib/registry";

const stripe = sdkFor(sandbox);
const stripeProvider = providerNamed("stripe");
afterAll(() => sandbox.stop());

let tenant: Tenant;
beforeEach(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  await sandbox.controls.recover();
});

/** An order of 50 USD paid by card, here and at the provider. */
async function paidByCard() {
  const session = await stripe.checkout.sessions.create(checkout());
  await sandbox.controls.pay({ session: session.id });
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  const paymentRef = String(payment_intent);
  const [orderId, attemptId, at] = [newId(), newId(), now()];
  const { organizationId } = tenant;
  const stamps = { createdAt: at, updatedAt: at };
  const amount = Money.of("50", "USD");
  await inTransaction(async (tx) => {
    await tx.order.create({
      data: {
        id: orderId,
        number: `TST${orderId}`,
        organizationId,
        source: "api",
        state: "paid",
        paymentMethod: "online",
        currency: "USD",
        total: "50",
        tax: "5",
        paidAmount: "50",
        businessKey: orderId,
        ...stamps,
      },
      select: { id: true },
    });
    await tx.paymentAttempt.create({
      data: {
        id: attemptId,
        number: `TST${attemptId}`,
        organizationId,
        orderId,
        provider: "stripe",
        state: "succeeded",
        amount: "50",
        received: "50",
        currency: "USD",
        paymentRef,
        ...stamps,
      },
      select: { id: true },
    });
    await post(tx, {
      key: `payment-attempt:${attemptId}:received`,
      kind: "order",
      organizationId,
      lines: [
        { system: "clearing", channel: "stripe", amount: amount.negated() },
        { system: "revenue", amount: Money.of("45", "USD") },
        { system: "tax", amount: Money.of("5", "USD") },
      ],
      at,
    });
  });
  return { orderId, attemptId, paymentRef };
}

async function reserve(orderId: string, amount = "20", agreed?: string) {
  const caller = agreed
    ? { ...callerAt(tenant, tenant.operatorId, allPermissions), approvalId: agreed }
    : await agreedCaller(tenant, { command: "refunds.request", leaseUntil: after(now(), minutes(15)) });
  const { refundId } = await perform(
    requestRefund,
    { orderId, amount: { amount, currency: "USD" }, destination: "original", reason: "does not work" },
    caller,
  );
  return { refundId, approvalId: caller.approvalId };
}

const conclude = async (refundId: string) => concludeRefund(refundId, await askProvider(refundId));
const refundedAt = async (payment: string) =>
  (await stripe.refunds.list({ payment_intent: payment })).data.map(({ amount, status }) => [amount, status]);
const orderState = async (id: string) =>
  (await prisma.order.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const refundState = async (id: string) =>
  (await prisma.refund.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const waiting = (id: string) =>
  prisma.approval.findUniqueOrThrow({
    where: { id },
    select: { state: true, leaseUntil: true, unknownSince: true },
  });
/** A colleague says that nothing was paid, and the refund follows. */
async function giveUp(approvalId: string) {
  const { operatorId } = await makeTenant(allPermissions, tenant);
  const colleague = callerAt(tenant, operatorId, allPermissions);
  await perform(settleApproval, { approvalId, outcome: "failed", reason: "not in their list" }, colleague);
  await followApproval(approvalId);
}
const approval = (id: string) =>
  prisma.approval.findUniqueOrThrow({ where: { id }, select: { state: true, error: true } });
const sums = () => balances(tenant.organizationId);

it("goes back through the card it was paid with, once, with its part of the tax", async () => {
  const { orderId, paymentRef } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  expect(await conclude(refundId)).toBe("succeeded");
  expect(await conclude(refundId)).toBe("succeeded");
  expect(await refundedAt(paymentRef)).toEqual([[2000, "succeeded"]]);
  expect(await sums()).toEqual({ clearing: "-30", revenue: "27", tax: "3" });
  expect([await orderState(orderId), (await approval(approvalId)).state]).toEqual([
    "partially_refunded",
    "executed",
  ]);
});

it("refused by the provider ends failed with its words, and nothing has moved", async () => {
  const { orderId, paymentRef } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  await sandbox.controls.nextRefund({ becomes: "refused" });
  expect(await conclude(refundId)).toBe("failed");
  const { state, error } = await approval(approvalId);
  const words = (
    await prisma.refund.findUniqueOrThrow({ where: { id: refundId }, select: { failureReason: true } })
  ).failureReason;
  expect(state).toBe("failed");
  expect(words).toBeTruthy();
  expect(error).toMatchObject({ message: words });
  expect(await refundedAt(paymentRef)).toEqual([]);
  expect(await orderState(orderId)).toBe("paid");
  expect(await sums()).toEqual({ clearing: "-50", revenue: "45", tax: "5" });
});

it("whose answer was lost is unknown until it is looked up, and is not paid twice", async () => {
  const { orderId, paymentRef } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  // The SDK itself repeats a broken call once.
  await sandbox.controls.fault({ kind: "cut", times: 2, path: "/v1/refunds", method: "POST" });
  expect(await conclude(refundId)).toBe("unknown");
  expect((await approval(approvalId)).state).toBe("executing");
  expect(await concludeRefund(refundId, await lookUpRefund(refundId))).toBe("succeeded");
  expect(await refundedAt(paymentRef)).toEqual([[2000, "succeeded"]]);
  expect((await approval(approvalId)).state).toBe("executed");
});

it("under way at the bank is not lost however long it takes, and nobody settles it as failed", async () => {
  const { orderId, paymentRef } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  await sandbox.controls.nextRefund({ becomes: "pending" });
  expect(await conclude(refundId)).toBe("processing");
  // The run that carried the approval out reports after the provider has answered.
  await perform(
    finishApproval,
    { approvalId, runId: "run", ended: { outcome: "executed", result: null } },
    await systemCaller("test"),
  );
  const executing = { state: "executing", leaseUntil: null, unknownSince: null };
  expect(await waiting(approvalId)).toEqual(executing);
  await withClock(after(now(), days(3)), () => sweepApprovals());
  expect(await waiting(approvalId)).toEqual(executing);
  const colleague = callerAt(tenant, (await makeTenant(allPermissions, tenant)).operatorId, allPermissions);
  const asFailed = { approvalId, outcome: "failed", reason: "not in their list" };
  // An answer that was lost, and then found: the provider has it.
  await concludeRefund(refundId, { answer: "lost" });
  await expect(perform(settleApproval, asFailed, colleague)).rejects.toMatchObject({
    reason: "commerce.provider_has_refund",
  });
  expect(await concludeRefund(refundId, await lookUpRefund(refundId))).toBe("processing");
  expect(await waiting(approvalId)).toEqual(executing);
  expect(await refundedAt(paymentRef)).toEqual([[2000, "pending"]]);
});

it("settled as failed, and paid all the same, counts when the provider says so", async () => {
  const { orderId, attemptId, paymentRef } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  await sandbox.controls.fault({ kind: "cut", times: 2, path: "/v1/refunds", method: "POST" });
  expect(await conclude(refundId)).toBe("unknown");
  await giveUp(approvalId);
  expect(await orderState(orderId)).toBe("paid");
  const [made] = (await stripe.refunds.list({ payment_intent: paymentRef })).data;
  const report = {
    refundId,
    attemptId,
    providerRef: made!.id,
    amount: { amount: "20", currency: "USD" },
    status: "succeeded",
    failureReason: null,
  };
  expect(await takeReport(report)).toBe("succeeded");
  expect(await takeReport(report)).toBe("succeeded");
  expect([await orderState(orderId), (await approval(approvalId)).state]).toEqual([
    "partially_refunded",
    "executed",
  ]);
  expect(await sums()).toEqual({ clearing: "-30", revenue: "27", tax: "3" });
});

it("settled as failed and tried again is looked up before it is asked for a second time", async () => {
  const { orderId, paymentRef } = await paidByCard();
  const first = await reserve(orderId);
  await sandbox.controls.fault({ kind: "cut", times: 2, path: "/v1/refunds", method: "POST" });
  expect(await conclude(first.refundId)).toBe("unknown");
  await giveUp(first.approvalId);
  const again = { state: "executing", attempts: 2, error: Prisma.DbNull, finishedAt: null } as const;
  await prisma.approval.update({ where: { id: first.approvalId }, data: again, select: { id: true } });
  const second = await reserve(orderId, "20", first.approvalId);
  expect(await conclude(second.refundId)).toBe("failed");
  expect(await refundedAt(paymentRef)).toEqual([[2000, "succeeded"]]);
  expect(await refundState(first.refundId)).toBe("succeeded");
  expect([await orderState(orderId), (await approval(first.approvalId)).state]).toEqual([
    "partially_refunded",
    "executed",
  ]);
  expect(await sums()).toEqual({ clearing: "-30", revenue: "27", tax: "3" });
  // What ended the approval ends nothing else of it.
  expect(await followApproval(first.approvalId)).toEqual([]);
});

it("a person who looked ends an unknown one", async () => {
  const { orderId } = await paidByCard();
  const { refundId, approvalId } = await reserve(orderId);
  await concludeRefund(refundId, { answer: "lost" });
  const colleague = callerAt(tenant, (await makeTenant(allPermissions, tenant)).operatorId, allPermissions);
  await perform(settleApproval, { approvalId, outcome: "failed", reason: "not in their list" }, colleague);
  await followApproval(approvalId);
  const refund = await prisma.refund.findUniqueOrThrow({ where: { id: refundId }, select: { state: true } });
  expect([refund.state, await orderState(orderId)]).toEqual(["failed", "paid"]);
});

it("an outage is asked again later, and changes nothing meanwhile", async () => {
  const { orderId } = await paidByCard();
  const { refundId } = await reserve(orderId);
  await sandbox.controls.fault({ kind: "error", times: 2, status: 429, path: "/v1/refunds", method: "POST" });
  await expect(conclude(refundId).then((state) => ({ state }))).rejects.toBeTruthy();
  await sandbox.controls.recover();
  expect(await conclude(refundId)).toBe("succeeded");
});

it("takes its time where the bank does, and can come back after it was paid out", async () => {
  const { orderId, attemptId, paymentRef } = await paidByCard();
  const { refundId } = await reserve(orderId);
  await sandbox.controls.nextRefund({ becomes: "pending" });
  expect(await conclude(refundId)).toBe("processing");
  expect(await orderState(orderId)).toBe("refunding");
  const [made] = (await stripe.refunds.list({ payment_intent: paymentRef })).data;
  const report = {
    refundId,
    attemptId,
    providerRef: made!.id,
    amount: { amount: "20", currency: "USD" },
    failureReason: null,
  };
  expect(await takeReport({ ...report, status: "succeeded" })).toBe("succeeded");
  expect(await takeReport({ ...report, status: "failed", failureReason: "account closed" })).toBe("failed");
  expect(await takeReport({ ...report, status: "failed", failureReason: "account closed" })).toBe("failed");
  expect(await orderState(orderId)).toBe("paid");
  expect(await sums()).toEqual({ clearing: "-50", revenue: "45", tax: "5" });
  // What happened is named wherever the ledger is shown.
  const posted = await prisma.ledgerTransaction.findMany({
    where: { referenceId: refundId },
    select: { kind: true },
  });
  expect(posted.map(({ kind }) => kind).sort()).toEqual(["refund", "refund_returned"]);
  for (const { kind } of posted) expect(Object.keys(ledgerKinds)).toContain(kind);
});

it("gives back nothing a cardholder's bank took back, and a lost dispute asks people to look", async () => {
  const { orderId, attemptId, paymentRef } = await paidByCard();
  const facts = (await stripeProvider.retrieve({ sessionRef: null, paymentRef }))!;
  const dispute = {
    providerRef: "du_of_a_test",
    amount: { amount: "30", currency: "USD" },
    reason: "fraudulent",
    status: "open",
    providerStatus: "warning_needs_response",
    withdrawn: false,
    fees: [],
    openedAt: now().toISOString(),
  };
  const tell = async (changes: Record<string, unknown>) =>
    perform(
      applyFacts,
      {
        attemptId,
        facts: { ...facts, disputes: [{ ...dispute, ...changes }] },
        askedAt: now().toISOString(),
      },
      await systemCaller("test"),
    );
  const tasks = () =>
    prisma.refundTask.findMany({ where: { attemptId }, select: { id: true, cause: true, state: true } });
  const wish = { orderId, destination: "balance", reason: "does not work" };
  const look = async (amount: string) =>
    preview(
      requestRefund,
      { ...wish, amount: { amount, currency: "USD" } },
      callerAt(tenant, tenant.operatorId, allPermissions),
    );
  await tell({});
  // An inquiry took nothing.
  expect((await look("50")).before).toMatchObject({ left: { amount: "50", currency: "USD" } });
  await tell({ withdrawn: true, providerStatus: "needs_response" });
  await expect(look("20.01")).rejects.toMatchObject({ reason: "commerce.more_than_left" });
  expect(await tasks()).toEqual([]);

  await tell({ withdrawn: true, providerStatus: "lost", status: "lost" });
  await tell({ withdrawn: true, providerStatus: "lost", status: "lost" });
  const [task] = await tasks();
  expect(await tasks()).toEqual([{ id: task?.id, cause: "chargeback_lost", state: "open" }]);
  await expect(look("20.01")).rejects.toMatchObject({ reason: "commerce.more_than_left" });
  const { orderId: _, ...about } = wish;
  const ofTask = { ...about, refundTaskId: task!.id, amount: { amount: "30", currency: "USD" } };
  await expect(
    preview(requestRefund, ofTask, callerAt(tenant, tenant.operatorId, allPermissions)),
  ).rejects.toMatchObject({ reason: "commerce.not_refundable" });

  await tell({ withdrawn: true, providerStatus: "won", status: "won" });
  expect(await tasks()).toMatchObject([{ state: "dismissed" }]);
  expect((await look("50")).after).toMatchObject({ left: { amount: "0", currency: "USD" } });
});

it("made at the provider, past us, is entered in the books once", async () => {
  const { orderId, attemptId } = await paidByCard();
  const report = {
    refundId: null,
    attemptId,
    providerRef: "re_made_elsewhere",
    amount: { amount: "50", currency: "USD" },
    status: "succeeded",
    failureReason: null,
  };
  await Promise.all([takeReport(report), takeReport(report)]);
  expect(await prisma.refund.count({ where: { orderId } })).toBe(1);
  expect(await orderState(orderId)).toBe("refunded");
  expect(await sums()).toEqual({});
});

it("made at the provider when everything had gone back is a loss people look into", async () => {
  const { orderId, attemptId } = await paidByCard();
  const { refundId } = await perform(
    requestRefund,
    { orderId, amount: { amount: "40", currency: "USD" }, destination: "balance", reason: "does not work" },
    await agreedCaller(tenant),
  );
  await conclude(refundId);
  const report = {
    refundId: null,
    attemptId,
    providerRef: "re_second",
    amount: { amount: "50", currency: "USD" },
    status: "succeeded",
    failureReason: null,
  };
  expect(await takeReport(report)).toBe("succeeded");
  expect(await takeReport(report)).toBe("succeeded");
  expect(await orderState(orderId)).toBe("refunded");
  expect(await sums()).toEqual({ wallet_cash: "40", adjustments: "-40" });
  const tasks = await prisma.refundTask.findMany({
    where: { attemptId },
    select: { cause: true, state: true, amount: true },
  });
  expect(tasks.map(({ amount, ...task }) => [task, amount.toFixed()])).toEqual([
    [{ cause: "refunded_twice", state: "open" }, "40"],
  ]);
  // It comes back from the bank after all.
  const made = await prisma.refund.findFirstOrThrow({
    where: { providerRef: "re_second" },
    select: { id: true },
  });
  const back = { ...report, refundId: made.id, status: "failed", failureReason: "account closed" };
  expect(await takeReport(back)).toBe("failed");
  expect(await sums()).toEqual({ clearing: "-50", revenue: "9", tax: "1", wallet_cash: "40" });
  expect(await orderState(orderId)).toBe("partially_refunded");
  expect(await prisma.refundTask.count({ where: { attemptId, state: "open" } })).toBe(0);
});

it("of a bill's payment, made at the provider, is owed anew until it comes back", async () => {
  const { attemptId } = await paidByCard();
  const { billId } = await makeBill(tenant);
  await prisma.paymentAttempt.update({
    where: { id: attemptId },
    data: { orderId: null, billId },
    select: { id: true },
  });
  const report = { attemptId, amount: { amount: "50", currency: "USD" }, failureReason: null };
  const made = async (providerRef: string) => {
    await takeReport({ ...report, refundId: null, providerRef, status: "succeeded" });
    return prisma.refund.findFirstOrThrow({ where: { providerRef }, select: { id: true } });
  };
  const items = (id: string) =>
    prisma.billItem.findMany({
      where: { source: { startsWith: `refund:${id}:shortfall` } },
      orderBy: { createdAt: "asc" },
      select: { kind: true, amount: true, billId: true },
    });
  const failed = { ...report, status: "failed", failureReason: "account closed" };
  const first = await made("re_of_bill");
  expect((await items(first.id)).map(({ kind, amount }) => [kind, amount.toFixed()])).toEqual([
    ["adjustment", "50"],
  ]);
  await takeReport({ ...failed, refundId: first.id, providerRef: "re_of_bill" });
  expect(await items(first.id)).toEqual([]);

  // What a bill asks for already is credited with the next one.
  const second = await made("re_of_bill_again");
  await prisma.billItem.updateMany({ where: { source: `refund:${second.id}:shortfall` }, data: { billId } });
  await takeReport({ ...failed, refundId: second.id, providerRef: "re_of_bill_again" });
  expect(
    (await items(second.id)).map(({ kind, amount, billId: of }) => [kind, amount.toFixed(), of]),
  ).toEqual([
    ["adjustment", "50", billId],
    ["credit", "-50", null],
  ]);
});
