import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { cancelOrder } from "@/lib/commerce/orders/cancel";
import { createOrder } from "@/lib/commerce/orders/create";
import { expireOrder } from "@/lib/commerce/orders/expire";
import { expireDueOrders } from "@/lib/commerce/orders/expire-due";
import { orderPaid } from "@/lib/commerce/orders/paid";
import { fundWallet, makeSku, withProvider } from "@/lib/commerce/testing/orders";
import { after, hours, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";

let tenant: Tenant;
let skuId: string;

beforeAll(async () => {
  withProvider();
  tenant = await makeTenant([]);
  skuId = await makeSku(tenant);
});

/** An order of 12 USD, 5 of them held in the wallet. */
async function mixedOrder() {
  const customerId = await makeCustomer(tenant.organizationId);
  const { cash } = await fundWallet({ organizationId: tenant.organizationId, customerId }, "5");
  const made = await perform(
    createOrder,
    {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "mixed",
      walletAmount: { amount: "5", currency: "USD" },
    },
    await systemCaller("test"),
  );
  return { ...made, attemptId: made.attemptId!, cash, customerId };
}

/** The provider says that an order's attempt was paid. */
const arrive = (orderId: string, attemptId: string, amount = "7") =>
  inTransaction((tx) =>
    orderPaid({ tx, emit: () => {}, now: now() }, orderId, {
      attemptId,
      organizationId: tenant.organizationId,
      provider: "stripe",
      amount: Money.of(amount, "USD"),
      paidAt: now(),
    }),
  );

const stateOf = async (orderId: string) =>
  (await prisma.order.findUniqueOrThrow({ where: { id: orderId }, select: { state: true } })).state;

const balance = async (accountId: string) => {
  const row = await prisma.ledgerAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: { balance: true, held: true },
  });
  return `${row.balance.toFixed(2)} held ${row.held.toFixed(2)}`;
};

const causeOf = async (attemptId: string) =>
  (await prisma.refundTask.findFirst({ where: { attemptId }, select: { cause: true } }))?.cause ?? null;

const later = <T>(body: () => Promise<T>) => withClock(after(now(), hours(1)), body);

describe("an online payment", () => {
  it("pays its order: what was held is captured, the rest is in clearing, tax is split without loss", async () => {
    const { orderId, attemptId, cash } = await mixedOrder();
    await arrive(orderId, attemptId);
    const row = await prisma.order.findUniqueOrThrow({ where: { id: orderId } });
    expect(row).toMatchObject({ state: "paid", expiresAt: null });
    expect([row.paidAmount, row.walletAmount].map(String)).toEqual(["12", "5"]);
    expect(await balance(cash)).toBe("0.00 held 0.00");
    const entries = await prisma.ledgerEntry.findMany({
      where: { transaction: { referenceId: orderId } },
      select: { amount: true, account: { select: { kind: true } } },
    });
    const sum = (kind: string) =>
      entries
        .filter((entry) => entry.account.kind === kind)
        .reduce((all, entry) => all.plus(Money.of(entry.amount.toFixed(), "USD")), Money.zero("USD"))
        .amount.toFixed();
    expect(sum("clearing")).toBe("-7");
    expect(sum("wallet_cash")).toBe("-5");
    expect(sum("tax")).toBe(row.tax.toFixed());
    expect(sum("revenue")).toBe(row.total.minus(row.tax).toFixed());
  });

  it("is set aside with its cause where it may not be used", async () => {
    const differs = await mixedOrder();
    await arrive(differs.orderId, differs.attemptId, "6.99");
    expect([await stateOf(differs.orderId), await causeOf(differs.attemptId)]).toEqual([
      "pending",
      "amount_differs",
    ]);

    const canceled = await mixedOrder();
    await perform(
      cancelOrder,
      { orderId: canceled.orderId, reason: "changed their mind" },
      await systemCaller("test"),
    );
    expect(await balance(canceled.cash)).toBe("5.00 held 0.00");
    await arrive(canceled.orderId, canceled.attemptId);
    expect([await stateOf(canceled.orderId), await causeOf(canceled.attemptId)]).toEqual([
      "canceled",
      "paid_after_cancel",
    ]);

    const twice = await mixedOrder();
    await arrive(twice.orderId, twice.attemptId);
    const second = await secondAttempt(twice.orderId);
    await arrive(twice.orderId, second);
    expect([await stateOf(twice.orderId), await causeOf(second)]).toEqual(["paid", "paid_twice"]);

    const late = await mixedOrder();
    await later(async () => perform(expireOrder, { orderId: late.orderId }, await systemCaller("test")));
    await arrive(late.orderId, late.attemptId);
    expect([await stateOf(late.orderId), await causeOf(late.attemptId)]).toEqual([
      "expired",
      "paid_after_expiry",
    ]);
    expect(await balance(late.cash)).toBe("5.00 held 0.00");
  });

  it("that a bank is still moving keeps its order from expiring", async () => {
    const { orderId, attemptId } = await mixedOrder();
    await prisma.paymentAttempt.update({
      where: { id: attemptId },
      data: { state: "processing" },
      select: { id: true },
    });
    await later(expireDueOrders);
    expect(await stateOf(orderId)).toBe("pending");
  });
});

describe("a canceled order", () => {
  it("stays canceled, and the same order may be made anew", async () => {
    const caller = await systemCaller("test");
    const { orderId, customerId } = await mixedOrder();
    await perform(cancelOrder, { orderId, reason: "changed their mind" }, caller);
    await expect(perform(cancelOrder, { orderId, reason: "once more" }, caller)).rejects.toMatchObject({
      reason: "wrong_state",
    });
    const again = await perform(
      createOrder,
      { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "online" },
      caller,
    );
    expect(again.repeated).toBe(false);
  });
});

describe("expiry", () => {
  it("goes on with the others where one fails", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, mixedOrder));
    const broken = made[2]!;
    // A hold that ended behind the order's back: its release is refused.
    const { holdId } = await prisma.order.findUniqueOrThrow({
      where: { id: broken.orderId },
      select: { holdId: true },
    });
    await prisma.$queryRaw`select wallet_release(${holdId}::uuid, null, now())::text`;
    const outcome = await later(expireDueOrders);
    expect(outcome.failed).toBe(1);
    expect(await Promise.all(made.map(({ orderId }) => stateOf(orderId)))).toEqual([
      "expired",
      "expired",
      "pending",
      "expired",
      "expired",
    ]);
    await prisma.order.update({
      where: { id: broken.orderId },
      data: { holdId: null },
      select: { id: true },
    });
    expect((await later(expireDueOrders)).failed).toBe(0);
    expect(await stateOf(broken.orderId)).toBe("expired");
  });

  it("leaves each of 10,000 orders either paid or expired while 1,000 of them are being paid, and releases each hold once", async () => {
    const [count, paying] = [10_000, 1_000];
    const made = await manyOrders(count);
    // In an order of its own, so that some come before the job reaches them, some at that moment, some after it.
    const chosen = made.filter((_, index) => index % (count / paying) === 0);
    const paid = chosen.map((_, index) => chosen[(index * 389) % paying]!);
    const begun = performance.now();
    const lanes = Array.from({ length: 4 }, async (_, lane) => {
      for (let index = lane; index < paid.length; index += 4)
        await arrive(paid[index]!.orderId, paid[index]!.attemptId);
    });
    const runs = (async () => {
      // Every minute a run: what was being paid while the first one looked is left to the next.
      const first = await later(expireDueOrders);
      const second = await later(expireDueOrders);
      return { first, second };
    })();
    const [{ first, second }] = await Promise.all([runs, ...lanes]);
    const seconds = (performance.now() - begun) / 1000;
    expect([first.failed, second.failed]).toEqual([0, 0]);
    await later(expireDueOrders);

    const rows = await prisma.order.findMany({
      where: { id: { in: made.map(({ orderId }) => orderId) } },
      select: { id: true, state: true, holdId: true },
    });
    const tasks = await prisma.refundTask.findMany({
      where: { orderId: { in: paid.map(({ orderId }) => orderId) } },
      select: { orderId: true, cause: true },
    });
    const holds = new Map(
      (
        await prisma.walletHold.findMany({
          where: { id: { in: made.map(({ holdId }) => holdId) } },
          select: { id: true, state: true, amount: true, captured: true, released: true },
        })
      ).map((hold) => [hold.id, hold]),
    );
    const tally = Object.groupBy(rows, ({ state }) => state);
    console.info(
      `${count} orders, ${paying} payments in ${seconds.toFixed(1)} s: ${tally.paid?.length} paid, ${tally.expired?.length} expired, ${tasks.length} set aside`,
    );
    expect((tally.paid?.length ?? 0) + (tally.expired?.length ?? 0)).toBe(count);
    // A payment either paid its order, or came too late and is to go back: never both, never neither.
    const late = new Set(tasks.map(({ orderId }) => orderId));
    const asked = new Set(paid.map(({ orderId }) => orderId));
    for (const { id, state } of rows) expect(state === "paid", id).toBe(asked.has(id) && !late.has(id));
    expect(new Set(tasks.map(({ cause }) => cause)).size).toBeLessThanOrEqual(1);
    for (const { holdId, state } of rows) {
      const hold = holds.get(holdId!)!;
      expect(hold.state).toBe(state === "paid" ? "captured" : "released");
      expect(hold.captured.plus(hold.released).toFixed()).toBe(hold.amount.toFixed());
    }
    const [held] = await prisma.$queryRaw<[{ held: string; balance: string }]>`
      select sum(held)::text as held, sum(balance)::text as balance from ledger_account
      where wallet_id in (select wallet_id from wallet_hold where id = any(${made.map(({ holdId }) => holdId)}::uuid[]))`;
    expect(Number(held.held)).toBe(0);
    expect(Number(held.balance)).toBe(count - (tally.paid?.length ?? 0));
  }, 400_000);
});

async function secondAttempt(orderId: string): Promise<string> {
  const id = newId();
  const first = await prisma.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  const { organizationId, provider, amount, currency, createdAt, updatedAt } = first;
  await prisma.paymentAttempt.create({
    data: {
      id,
      number: `TST${id}`,
      orderId,
      organizationId,
      provider,
      amount,
      currency,
      createdAt,
      updatedAt,
    },
    select: { id: true },
  });
  return id;
}

/** Orders of 8 USD, 1 of it held, that are all due in the same minute; written as `orders.create` writes them, in bulk. */
async function manyOrders(count: number) {
  const { organizationId } = tenant;
  const wallets = await Promise.all(
    Array.from({ length: 20 }, () =>
      makeCustomer(organizationId).then((customerId) =>
        fundWallet({ organizationId, customerId }, String(count / 20)),
      ),
    ),
  );
  const at = now();
  const made = Array.from({ length: count }, (_, index) => ({
    orderId: newId(),
    attemptId: newId(),
    holdId: newId(),
    ...wallets[index % wallets.length]!,
  }));
  const common = { organizationId, currency: "USD", createdAt: at };
  await prisma.walletHold.createMany({
    data: made.map(({ holdId, walletId, orderId }) => ({
      ...common,
      id: holdId,
      walletId,
      amount: 1,
      referenceType: "orders",
      referenceId: orderId,
    })),
  });
  await prisma.walletHoldPart.createMany({
    data: made.map(({ holdId, cash }) => ({ holdId, accountId: cash, amount: 1, remaining: 1 })),
  });
  for (const { cash } of wallets)
    await prisma.ledgerAccount.update({
      where: { id: cash },
      data: { held: count / 20 },
      select: { id: true },
    });
  await prisma.order.createMany({
    data: made.map(({ orderId, walletId, holdId }) => ({
      ...common,
      id: orderId,
      number: `TST${orderId}`,
      walletId,
      holdId,
      source: "api" as const,
      paymentMethod: "mixed" as const,
      total: 8,
      walletAmount: 1,
      businessKey: orderId,
      expiresAt: after(at, minutes(30)),
      updatedAt: at,
    })),
  });
  await prisma.paymentAttempt.createMany({
    data: made.map(({ orderId, attemptId }) => ({
      ...common,
      id: attemptId,
      number: `TST${attemptId}`,
      orderId,
      provider: "stripe",
      state: "pending" as const,
      amount: 7,
      updatedAt: at,
    })),
  });
  return made;
}
