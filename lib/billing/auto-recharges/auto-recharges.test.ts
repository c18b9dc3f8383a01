import "@/lib/core/testing/database";
import { describe, expect, test, vi } from "vitest";
import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { dueRules } from "@/lib/billing/auto-recharges/due";
import { startAutoRecharge } from "@/lib/billing/auto-recharges/start";
import { stopAutoRecharge } from "@/lib/billing/auto-recharges/stop";
import { updateAutoRecharge } from "@/lib/billing/auto-recharges/update";
import { workAutoRecharge } from "@/lib/billing/auto-recharges/work";
import { makeMethod, makeRule } from "@/lib/billing/testing/auto-recharges";
import { cashIn, makeTopUp } from "@/lib/billing/testing/top-ups";
import { topUpFailed, topUpPaid } from "@/lib/billing/top-ups/paid";
import { days, hours, after as later, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_a_test";
});

const start = new Date("2026-03-10T12:00:00Z");
const usd = (amount: string) => ({ amount, currency: "USD" });

const work = async (autoRechargeId: string, at: Date): Promise<string> =>
  withClock(at, async () => {
    const caller = await systemCaller("auto-recharge");
    return (await perform(workAutoRecharge, { autoRechargeId }, caller)).step;
  });

const rule = (id: string) => prisma.autoRecharge.findUniqueOrThrow({ where: { id } });
const charges = (walletId: string) =>
  prisma.topUp.findMany({ where: { walletId, automatic: true }, orderBy: { createdAt: "asc" } });

const fail = async (topUpId: string, code: string, at: Date) =>
  inTransaction((tx) => topUpFailed({ tx, emit: () => {}, now: at }, topUpId, { code, reason: "Declined." }));

const pay = async (topUpId: string, at: Date) => {
  const attempt = await prisma.paymentAttempt.findFirstOrThrow({ where: { topUpId } });
  const amount = Money.of(attempt.amount.toFixed(), attempt.currency);
  await inTransaction((tx) =>
    topUpPaid({ tx, emit: () => {}, now: at }, topUpId, {
      attemptId: attempt.id,
      organizationId: attempt.organizationId,
      provider: "stripe",
      amount,
      paidAt: at,
    }),
  );
};

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

test("a shortfall is announced once, charged once after the time of notice, and over when the money is there", async () => {
  const tenant = await makeTenant(allPermissions);
  await prisma.organization.update({
    where: { id: tenant.organizationId },
    data: { email: "owner@example.test" },
    select: { id: true },
  });
  const { autoRechargeId, walletId } = await makeRule(tenant.organizationId);
  expect(await work(autoRechargeId, start)).toBe("noticed");
  expect(await work(autoRechargeId, later(start, hours(1)))).toBe("nothing");
  const mails = await prisma.outgoingMail.findMany({ where: { recipient: "owner@example.test" } });
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain("$25.00");
  expect(mails[0]?.text).toContain("visa 4242");
  expect(
    await prisma.inboxItem.count({
      where: { operatorId: tenant.operatorId, message: "billing.inbox.recharge_coming" },
    }),
  ).toBe(1);

  const due = later(start, hours(24));
  expect(await work(autoRechargeId, due)).toBe("charged");
  expect(await work(autoRechargeId, later(due, hours(2)))).toBe("nothing");
  const [topUp, ...more] = await charges(walletId);
  expect(more).toEqual([]);
  expect(topUp).toMatchObject({ state: "pending", automatic: true, createdById: null });
  const attempt = await prisma.paymentAttempt.findFirstOrThrow({ where: { topUpId: topUp?.id } });
  expect(attempt.paymentMethodId).toBe((await rule(autoRechargeId)).paymentMethodId);

  await pay(topUp?.id ?? "", due);
  expect(await cashIn(walletId)).toBe("25");
  expect(await rule(autoRechargeId)).toMatchObject({ noticedAt: null, nextAttemptAt: null, failures: 0 });
  expect(await work(autoRechargeId, later(due, hours(3)))).toBe("nothing");
});

test("forty workers at once, and a process that dies between steps, charge one shortfall once", async () => {
  const tenant = await makeTenant([]);
  const { autoRechargeId, walletId } = await makeRule(tenant.organizationId);
  const noticed = await Promise.all(Array.from({ length: 40 }, () => work(autoRechargeId, start)));
  expect(noticed.filter((step) => step === "noticed")).toHaveLength(1);
  const due = later(start, hours(25));
  // A process killed inside its transaction leaves nothing of it.
  await expect(
    withClock(due, async () => {
      const caller = await systemCaller("auto-recharge");
      return inTransaction(async (tx) => {
        await workAutoRecharge.run({
          input: { autoRechargeId },
          tx,
          caller,
          place: tenant,
          audit: { target() {}, change() {}, reason() {}, organization() {} },
          emit() {},
          now: due,
        });
        throw new Error("killed");
      });
    }),
  ).rejects.toThrow("killed");
  expect(await charges(walletId)).toEqual([]);
  const charged = await Promise.all(Array.from({ length: 40 }, () => work(autoRechargeId, due)));
  expect(charged.filter((step) => step === "charged")).toHaveLength(1);
  expect(await charges(walletId)).toHaveLength(1);
  // The engine asks for the step again although it was done.
  expect(await work(autoRechargeId, later(due, hours(1)))).toBe("nothing");
});

test("a wallet that was filled during the notice is not charged", async () => {
  const tenant = await makeTenant([]);
  const { autoRechargeId, walletId } = await makeRule(tenant.organizationId);
  await work(autoRechargeId, start);
  await makeTopUp(tenant, { state: "succeeded", amount: "50" });
  expect(await work(autoRechargeId, later(start, hours(25)))).toBe("recovered");
  expect(await charges(walletId)).toEqual([]);
  expect(await rule(autoRechargeId)).toMatchObject({ noticedAt: null, nextAttemptAt: null });
});

describe("a charge that fails", () => {
  test("is tried again with growing pauses and without another notice, and gives up at the third", async () => {
    const tenant = await makeTenant(allPermissions);
    const { autoRechargeId, walletId } = await makeRule(tenant.organizationId);
    await work(autoRechargeId, start);
    let at = later(start, hours(24));
    for (const [round, pause] of [
      [1, 6],
      [2, 24],
      [3, null],
    ] as const) {
      expect(await work(autoRechargeId, at), `round ${round}`).toBe("charged");
      const last = (await charges(walletId)).at(-1);
      await fail(last?.id ?? "", "card_declined", at);
      // The provider tells it twice.
      await fail(last?.id ?? "", "card_declined", at);
      const now = await rule(autoRechargeId);
      expect(now.failures).toBe(round);
      if (pause === null) expect(now).toMatchObject({ state: "stopped", stoppedReason: "failures" });
      else {
        expect(now.nextAttemptAt).toEqual(later(at, hours(pause)));
        expect(await work(autoRechargeId, later(at, hours(pause - 1)))).toBe("nothing");
        at = later(at, hours(pause));
      }
    }
    expect(await work(autoRechargeId, later(at, days(3)))).toBe("nothing");
    const told = await prisma.inboxItem.findMany({
      where: { operatorId: tenant.operatorId },
      orderBy: { id: "asc" },
      select: { message: true },
    });
    expect(told.map(({ message }) => message)).toEqual([
      "billing.inbox.recharge_coming",
      "billing.inbox.recharge_stopped",
    ]);
  });

  test.each([
    ["expired_card", "card_expired"],
    ["authentication_required", "confirmation_needed"],
    ["stolen_card", "method_refused"],
  ])("for good (%s) stops at once", async (code, stoppedReason) => {
    const tenant = await makeTenant([]);
    const { autoRechargeId, walletId } = await makeRule(tenant.organizationId);
    await work(autoRechargeId, start);
    await work(autoRechargeId, later(start, hours(24)));
    await fail((await charges(walletId))[0]?.id ?? "", code, later(start, hours(25)));
    expect(await rule(autoRechargeId)).toMatchObject({ state: "stopped", stoppedReason });
  });
});

describe("a rule stops by itself", () => {
  const stops = async (
    stoppedReason: string,
    hinder: (made: Awaited<ReturnType<typeof makeRule>>) => Promise<unknown>,
  ) => {
    const tenant = await makeTenant([]);
    const made = await makeRule(tenant.organizationId);
    await work(made.autoRechargeId, start);
    await hinder(made);
    expect(await work(made.autoRechargeId, later(start, hours(24)))).toBe("stopped");
    expect(await rule(made.autoRechargeId)).toMatchObject({ state: "stopped", stoppedReason });
    expect(await charges(made.walletId)).toEqual([]);
  };

  test("when the card has expired", () =>
    stops("card_expired", ({ paymentMethodId }) =>
      prisma.paymentMethod.update({
        where: { id: paymentMethodId },
        data: { expiryYear: 2026, expiryMonth: 2 },
        select: { id: true },
      }),
    ));

  test("when the method was removed", () =>
    stops("method_detached", ({ paymentMethodId }) =>
      prisma.paymentMethod.update({
        where: { id: paymentMethodId },
        data: { state: "detached" },
        select: { id: true },
      }),
    ));

  test("when the wallet is frozen", () =>
    stops("wallet_frozen", ({ walletId }) =>
      prisma.wallet.update({ where: { id: walletId }, data: { state: "frozen" }, select: { id: true } }),
    ));

  test("when the customer is suspended", async () => {
    const tenant = await makeTenant([]);
    const customerId = await makeCustomer(tenant.organizationId, { state: "suspended" });
    const { autoRechargeId } = await makeRule(tenant.organizationId, { customerId });
    expect(await work(autoRechargeId, start)).toBe("stopped");
  });

  test("when the organization is suspended", () =>
    stops("organization_suspended", ({ walletId }) =>
      prisma.organization.updateMany({
        where: { wallets: { some: { id: walletId } } },
        data: { state: "suspended" },
      }),
    ));

  test("when the month's limit would be passed, counted where the organization's month begins", async () => {
    const tenant = await makeTenant([]);
    await prisma.organization.update({
      where: { id: tenant.organizationId },
      data: { timeZone: "Asia/Shanghai" },
      select: { id: true },
    });
    const { autoRechargeId, walletId } = await makeRule(tenant.organizationId, { monthlyLimit: "40" });
    // The last of March in UTC is the first of April in Shanghai.
    const edge = new Date("2026-03-31T17:00:00Z");
    await work(autoRechargeId, later(edge, -hours(48)));
    expect(await work(autoRechargeId, later(edge, -hours(2)))).toBe("charged");
    const [first] = await charges(walletId);
    await prisma.topUp.update({
      where: { id: first?.id },
      data: { state: "succeeded" },
      select: { id: true },
    });
    await prisma.autoRecharge.update({
      where: { id: autoRechargeId },
      data: { noticedAt: start, nextAttemptAt: start },
      select: { id: true },
    });
    expect(await work(autoRechargeId, later(edge, -hours(1.5)))).toBe("stopped");
    expect((await rule(autoRechargeId)).stoppedReason).toBe("monthly_limit");
    await prisma.autoRecharge.update({
      where: { id: autoRechargeId },
      data: { state: "active", noticedAt: start, nextAttemptAt: start },
      select: { id: true },
    });
    expect(await work(autoRechargeId, edge)).toBe("charged");
  });
});

test("the job finds rules with something to do, and no others", async () => {
  const tenant = await makeTenant([]);
  const { autoRechargeId } = await makeRule(tenant.organizationId);
  const isDue = async (at: Date) =>
    withClock(at, async () => (await dueRules(1000)).some((due) => due.autoRechargeId === autoRechargeId));
  expect(await isDue(start)).toBe(true);
  await work(autoRechargeId, start);
  expect(await isDue(later(start, hours(1)))).toBe(false);
  expect(await isDue(later(start, hours(24)))).toBe(true);
  await work(autoRechargeId, later(start, hours(24)));
  expect(await isDue(later(start, hours(30)))).toBe(false);
  await prisma.autoRecharge.update({
    where: { id: autoRechargeId },
    data: { state: "off" },
    select: { id: true },
  });
  expect(await isDue(later(start, days(9)))).toBe(false);
});

test("a rule is refused with another's method, another currency, and amounts that make no sense", async () => {
  const tenant = await makeTenant(allPermissions);
  const caller = callerAt(tenant, tenant.operatorId, allPermissions);
  const { autoRechargeId, walletId, paymentMethodId } = await makeRule(tenant.organizationId);
  const update = (changes: Record<string, unknown>) =>
    reasonOf(perform(updateAutoRecharge, { autoRechargeId, ...changes }, caller));
  const stranger = await makeTenant([]);
  const cases: [Record<string, unknown>, string][] = [
    [{ paymentMethodId: await makeMethod(stranger.organizationId) }, "not_found"],
    [
      { paymentMethodId: await makeMethod(tenant.organizationId, { state: "detached" }) },
      "billing.method_not_usable",
    ],
    [{ amount: { amount: "25", currency: "EUR" } }, "billing.currency_mismatch"],
    [{ amount: usd("-25") }, "billing.amount_not_positive"],
    [{ amount: usd("25.123") }, "billing.too_many_decimals"],
    [{ amount: usd("25.0000000001") }, "invalid_input"],
    [{ threshold: usd("-1") }, "billing.amount_not_positive"],
    [{ monthlyLimit: usd("24") }, "billing.monthly_limit_below_amount"],
    [{ version: 7 }, "version_mismatch"],
    [{ monthlyLimit: usd("100") }, "succeeded"],
  ];
  for (const [changes, reason] of cases) expect(await update(changes), JSON.stringify(changes)).toBe(reason);
  expect(
    await reasonOf(
      perform(
        createAutoRecharge,
        { walletId, paymentMethodId, threshold: usd("1"), amount: usd("5") },
        caller,
      ),
    ),
  ).toBe("billing.wallet_has_rule");
  const outsider = callerAt(stranger, stranger.operatorId, allPermissions);
  expect(await reasonOf(perform(stopAutoRecharge, { autoRechargeId }, outsider))).toBe("not_found");
  await perform(stopAutoRecharge, { autoRechargeId }, caller);
  expect(await reasonOf(perform(stopAutoRecharge, { autoRechargeId }, caller))).toBe("wrong_state");
  await perform(startAutoRecharge, { autoRechargeId }, caller);
  expect((await rule(autoRechargeId)).state).toBe("active");
});
