import "@/lib/core/testing/database";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { cashIn, makeTopUp, systemBalance } from "@/lib/billing/testing/top-ups";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { expireDueTopUps } from "@/lib/billing/top-ups/expire";
import { lockTopUpCommand } from "@/lib/billing/top-ups/lock";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { topUpFailed, topUpPaid } from "@/lib/billing/top-ups/paid";
import { reviewTopUp } from "@/lib/billing/top-ups/review";
import { unlockTopUp } from "@/lib/billing/top-ups/unlock";
import type { Caller } from "@/lib/core/caller";
import { days, withClock } from "@/lib/core/clock";
import { type Command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { Money } from "@/lib/core/money";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_a_test";
});

const usd = (amount: string) => ({ amount, currency: "USD" });

let finance: Caller[];
beforeAll(async () => {
  const root = await platform();
  finance = await Promise.all(
    Array.from({ length: 3 }, async () =>
      callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions),
    ),
  );
});
const staff = (index: number): Caller => ({ ...(finance[index] as Caller), requestId: newId() });

const insider = (tenant: Tenant, permissions: readonly string[] = allPermissions): Caller =>
  callerAt(tenant, tenant.operatorId, permissions);

const transfer = async (tenant: Tenant, amount: string, changes: Record<string, unknown> = {}) => {
  const { topUpId } = await perform(
    createTopUp,
    { organizationId: tenant.organizationId, amount: usd(amount), channel: "bank_transfer", ...changes },
    staff(0),
  );
  return topUpId;
};

const stateOf = async (id: string): Promise<string> =>
  (await prisma.topUp.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

const payment = (
  of: { organizationId: string; attemptId: string | null },
  amount: string,
  currency = "USD",
) => ({
  attemptId: of.attemptId ?? "",
  organizationId: of.organizationId,
  provider: "stripe",
  amount: Money.of(amount, currency),
  paidAt: new Date(),
});

const pay = (topUpId: string, money: ReturnType<typeof payment>) =>
  inTransaction((tx) => topUpPaid({ tx, emit: () => {}, now: new Date() }, topUpId, money));

describe("a bank transfer", () => {
  test("is recorded by one and confirmed by another, once, and credited exactly", async () => {
    const tenant = await makeTenant([]);
    const topUpId = await transfer(tenant, "120.50");
    const channelRef = `TRN-${newId()}`;
    expect(await reasonOf(perform(confirmTopUp, { topUpId, channelRef }, staff(0)))).toBe(
      "billing.confirmed_by_another",
    );
    expect(await reasonOf(perform(confirmTopUp, { topUpId }, staff(1)))).toBe("billing.reference_missing");
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => reasonOf(perform(confirmTopUp, { topUpId, channelRef }, staff(1)))),
    );
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["succeeded", "wrong_state"]));
    const { walletId, state } = await prisma.topUp.findUniqueOrThrow({ where: { id: topUpId } });
    expect([state, await cashIn(walletId)]).toEqual(["succeeded", "120.5"]);
    expect(await systemBalance(tenant.organizationId, "clearing", "bank")).toBe("-120.5");

    const second = await transfer(tenant, "120.50");
    expect(await reasonOf(perform(confirmTopUp, { topUpId: second, channelRef }, staff(1)))).toBe(
      "billing.reference_taken",
    );
  });

  test("with one reference recorded twice at the same moment counts once", async () => {
    const tenant = await makeTenant([]);
    const ids = await Promise.all(Array.from({ length: 6 }, () => transfer(tenant, "10")));
    const channelRef = `TRN-${newId()}`;
    const outcomes = await Promise.all(
      ids.map((topUpId) => reasonOf(perform(confirmTopUp, { topUpId, channelRef }, staff(1)))),
    );
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
    expect(await systemBalance(tenant.organizationId, "clearing", "bank")).toBe("-10");
  });

  test("is recorded and confirmed by the platform's staff alone, whatever an organization's own may do", async () => {
    const tenant = await makeTenant(allPermissions);
    const colleague = callerAt(
      tenant,
      (await makeOperator(tenant, allPermissions)).operatorId,
      allPermissions,
    );
    const wish = { amount: usd("50"), channel: "bank_transfer" };
    expect(await reasonOf(perform(createTopUp, wish, insider(tenant)))).toBe("forbidden");
    const topUpId = await transfer(tenant, "50", { channelRef: `TRN-${newId()}` });
    for (const command of [confirmTopUp, lockTopUpCommand] as Command[])
      expect(
        await reasonOf(
          perform(
            command,
            { topUpId, ...(command.name === "top-ups.lock" ? { reason: "because" } : {}) },
            colleague,
          ),
        ),
      ).toBe("forbidden");
    expect(
      await reasonOf(
        perform(
          makeUpTopUp,
          { ...wish, channelRef: "TRN-1", receivedAt: "2026-01-01T00:00:00Z", reason: "because" },
          colleague,
        ),
      ),
    ).toBe("forbidden");
    const stranger = insider(await makeTenant(allPermissions));
    expect(await reasonOf(perform(confirmTopUp, { topUpId }, stranger))).toBe("not_found");
  });

  test("of a large amount waits for a third person, who credits it or sends it back", async () => {
    const tenant = await makeTenant([]);
    for (const decision of ["approve", "reject"] as const) {
      const topUpId = await transfer(tenant, "20000", { channelRef: `TRN-${newId()}` });
      await perform(confirmTopUp, { topUpId }, staff(1));
      const { walletId } = await prisma.topUp.findUniqueOrThrow({ where: { id: topUpId } });
      expect([await stateOf(topUpId), await systemBalance(tenant.organizationId, "suspense")]).toEqual([
        "in_review",
        "20000",
      ]);
      const review = (by: Caller, more = {}) =>
        perform(reviewTopUp, { topUpId, decision, reason: "looked at it", ...more }, by);
      for (const by of [0, 1]) expect(await reasonOf(review(staff(by)))).toBe("billing.reviewed_by_another");
      if (decision === "reject") expect(await reasonOf(review(staff(2)))).toBe("invalid_input");
      await review(staff(2), { returnRef: `TRN-${newId()}` });
      expect([
        await stateOf(topUpId),
        await cashIn(walletId),
        await systemBalance(tenant.organizationId, "suspense"),
        await systemBalance(tenant.organizationId, "clearing", "bank"),
      ]).toEqual([decision === "approve" ? "succeeded" : "closed", "20000", "0", "-20000"]);
    }
  });
});

describe("amounts", () => {
  test.each([
    ["-5", "billing.amount_not_positive"],
    ["0", "billing.amount_not_positive"],
    ["0.5", "billing.top_up_too_small"],
    ["100000.01", "billing.top_up_too_large"],
    ["10.001", "billing.too_many_decimals"],
    ["10.0000000001", "invalid_input"],
    ["1e5", "invalid_input"],
  ])("%s is refused and nothing is written", async (amount, reason) => {
    const tenant = await makeTenant([]);
    expect(await reasonOf(transfer(tenant, amount))).toBe(reason);
    expect(await prisma.topUp.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
    expect(await prisma.wallet.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  });
});

describe("owners", () => {
  test("a customer's top-up fills the customer's wallet; another organization's customer is not found", async () => {
    const [mine, other] = [await makeTenant(allPermissions), await makeTenant([])];
    const customerId = await makeCustomer(mine.organizationId);
    const { topUpId, attemptId } = await perform(
      createTopUp,
      { customerId, amount: usd("50"), channel: "stripe" },
      insider(mine, ["billing.top-ups.create"]),
    );
    expect(attemptId).not.toBeNull();
    const row = await prisma.topUp.findUniqueOrThrow({
      where: { id: topUpId },
      select: { wallet: { select: { customerId: true } }, organizationId: true },
    });
    expect(row).toEqual({ wallet: { customerId }, organizationId: mine.organizationId });

    const theirs = await makeCustomer(other.organizationId);
    const wish = { amount: usd("50"), channel: "stripe" };
    expect(await reasonOf(perform(createTopUp, { ...wish, customerId: theirs }, insider(mine)))).toBe(
      "not_found",
    );
    expect(
      await reasonOf(
        perform(createTopUp, { ...wish, customerId: theirs, organizationId: mine.organizationId }, staff(0)),
      ),
    ).toBe("billing.not_the_customers_organization");
    const suspended = await makeCustomer(mine.organizationId, { state: "suspended" });
    expect(await reasonOf(perform(createTopUp, { ...wish, customerId: suspended }, staff(0)))).toBe(
      "customers.customer_suspended",
    );
  });
});

describe("an online payment", () => {
  test("told thirty times in parallel is credited once", async () => {
    const tenant = await makeTenant([]);
    const made = await makeTopUp(tenant);
    const money = payment({ ...tenant, ...made }, "50");
    await Promise.all(Array.from({ length: 30 }, () => pay(made.topUpId, money)));
    expect([await stateOf(made.topUpId), await cashIn(made.walletId)]).toEqual(["succeeded", "50"]);
    expect(await prisma.refundTask.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  });

  test("counts after a failure, is set aside when closed, paid twice or of another amount", async () => {
    const tenant = await makeTenant([]);
    const failed = await makeTopUp(tenant, { state: "failed" });
    await pay(failed.topUpId, payment({ ...tenant, ...failed }, "50"));
    expect(await stateOf(failed.topUpId)).toBe("succeeded");

    const closed = await makeTopUp(tenant);
    await perform(closeTopUp, { topUpId: closed.topUpId, reason: "not wanted" }, insider(tenant));
    await pay(closed.topUpId, payment({ ...tenant, ...closed }, "50"));
    const differs = await makeTopUp(tenant);
    await pay(differs.topUpId, payment({ ...tenant, ...differs }, "49.99"));
    const foreign = await makeTopUp(tenant);
    await pay(foreign.topUpId, payment({ ...tenant, ...foreign }, "50", "EUR"));
    const twice = await makeTopUp(tenant, { state: "succeeded" });
    const second = await prisma.paymentAttempt.create({
      data: {
        id: newId(),
        number: `TST${newId()}`,
        organizationId: tenant.organizationId,
        topUpId: twice.topUpId,
        provider: "stripe",
        amount: "50",
        currency: "USD",
        createdAt: new Date(),
        updatedAt: new Date(),
      },
      select: { id: true },
    });
    await pay(twice.topUpId, payment({ ...tenant, attemptId: second.id }, "50"));
    const tasks = await prisma.refundTask.findMany({
      where: { organizationId: tenant.organizationId },
      orderBy: { createdAt: "asc" },
      select: { cause: true, currency: true },
    });
    expect(tasks).toEqual([
      { cause: "paid_after_expiry", currency: "USD" },
      { cause: "amount_differs", currency: "USD" },
      { cause: "amount_differs", currency: "EUR" },
      { cause: "paid_twice", currency: "USD" },
    ]);
    expect([await stateOf(closed.topUpId), await stateOf(differs.topUpId)]).toEqual(["closed", "pending"]);
    // What failed first and was paid, and what was paid twice: once each.
    expect(await cashIn(failed.walletId)).toBe("100");
  });

  test("of a large amount waits; rejected, it is given back by a refund", async () => {
    const tenant = await makeTenant([]);
    const made = await makeTopUp(tenant, { amount: "10000" });
    await pay(made.topUpId, payment({ ...tenant, ...made }, "10000"));
    expect([await stateOf(made.topUpId), await cashIn(made.walletId)]).toEqual(["in_review", "0"]);
    const told = await prisma.inboxItem.count({ where: { message: "billing.inbox.top_up_in_review" } });
    expect(told).toBeGreaterThan(0);
    await perform(
      reviewTopUp,
      { topUpId: made.topUpId, decision: "reject", reason: "stolen card" },
      staff(0),
    );
    const task = await prisma.refundTask.findFirstOrThrow({ where: { attemptId: made.attemptId ?? "" } });
    expect(task).toMatchObject({ cause: "review_rejected", state: "open" });
    expect(await systemBalance(tenant.organizationId, "suspense")).toBe("10000");
  });

  test("for a locked top-up waits until it is unlocked and reviewed", async () => {
    const tenant = await makeTenant([]);
    const made = await makeTopUp(tenant);
    const { topUpId } = made;
    await perform(lockTopUpCommand, { topUpId, reason: "odd card" }, staff(0));
    await pay(topUpId, payment({ ...tenant, ...made }, "50"));
    await pay(topUpId, payment({ ...tenant, ...made }, "50"));
    expect([await stateOf(topUpId), await cashIn(made.walletId)]).toEqual(["locked", "0"]);
    for (const command of [closeTopUp, lockTopUpCommand] as Command<unknown, Json>[])
      expect(await reasonOf(perform(command, { topUpId, reason: "try it" }, staff(0)))).toBe("wrong_state");
    await perform(unlockTopUp, { topUpId, reason: "was fine" }, staff(0));
    expect(await stateOf(topUpId)).toBe("in_review");
    await perform(reviewTopUp, { topUpId, decision: "approve", reason: "was fine" }, staff(0));
    expect([await stateOf(topUpId), await cashIn(made.walletId)]).toEqual(["succeeded", "50"]);
  });

  test("that fails says why, and the third failure of a wallet is told to the staff once", async () => {
    const tenant = await makeTenant([]);
    for (let round = 0; round < 4; round++) {
      const { topUpId } = await makeTopUp(tenant);
      for (let repeat = 0; repeat < 2; repeat++)
        await inTransaction((tx) =>
          topUpFailed({ tx, emit: () => {}, now: new Date() }, topUpId, {
            code: "card_declined",
            reason: "Your card was declined.",
          }),
        );
      expect(await stateOf(topUpId)).toBe("failed");
    }
    const told = await prisma.inboxItem.findMany({
      where: { message: "billing.inbox.top_up_failures", organizationId: tenant.organizationId },
      select: { operatorId: true },
    });
    expect(new Set(told.map(({ operatorId }) => operatorId)).size).toBe(told.length);
    expect(told.length).toBeGreaterThanOrEqual(3);
  });
});

test("an unpaid top-up closes when its time is over, not while a bank moves the money", async () => {
  const tenant = await makeTenant([]);
  const [unpaid, moving] = [await makeTopUp(tenant), await makeTopUp(tenant)];
  await prisma.topUp.updateMany({
    where: { organizationId: tenant.organizationId },
    data: { expiresAt: new Date() },
  });
  await prisma.paymentAttempt.update({
    where: { id: moving.attemptId ?? "" },
    data: { state: "processing" },
    select: { id: true },
  });
  await withClock(new Date(Date.now() + days(1)), () => expireDueTopUps());
  expect([await stateOf(unpaid.topUpId), await stateOf(moving.topUpId)]).toEqual(["closed", "pending"]);
  expect(await reasonOf(perform(closeTopUp, { topUpId: moving.topUpId, reason: "too slow" }, staff(0)))).toBe(
    "billing.money_is_moving",
  );
});

test("a top-up that failed stays failed when its time is over, and its page is closed", async () => {
  const tenant = await makeTenant([]);
  const { topUpId } = await makeTopUp(tenant);
  const failed = { state: "failed", failureCode: "card_declined", expiresAt: new Date() } as const;
  await prisma.topUp.update({ where: { id: topUpId }, data: failed, select: { id: true } });
  const lapsed = () =>
    prisma.outboxEvent.count({
      where: { name: "top-ups/lapsed", payload: { path: ["topUpId"], equals: topUpId } },
    });
  const tomorrow = new Date(Date.now() + days(1));
  await withClock(tomorrow, () => expireDueTopUps());
  await withClock(tomorrow, () => expireDueTopUps());
  expect([await stateOf(topUpId), await lapsed()]).toEqual(["failed", 1]);
});

test("a top-up made up is credited once, by approval alone, and its reference counts once", async () => {
  const tenant = await makeTenant([]);
  const input = {
    organizationId: tenant.organizationId,
    amount: usd("75"),
    channel: "stripe",
    channelRef: `pi_${newId()}`,
    receivedAt: "2026-03-01T10:00:00Z",
    reason: "paid by a link sent by hand",
  };
  expect(await reasonOf(perform(makeUpTopUp, input, staff(0)))).toBe("no_approval_policy");
  const approved = () => ({ ...staff(0), approvalId: newId() });
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => reasonOf(perform(makeUpTopUp, input, approved()))),
  );
  expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
  const row = await prisma.topUp.findFirstOrThrow({ where: { organizationId: tenant.organizationId } });
  expect(row).toMatchObject({ state: "succeeded", madeUp: true, channelRef: input.channelRef });
  expect(await cashIn(row.walletId)).toBe("75");
});
