import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { makeMethod } from "@/lib/billing/testing/auto-recharges";
import { createOrder } from "@/lib/commerce/orders/create";
import { payOrder } from "@/lib/commerce/orders/pay";
import { fundWallet, makeSku, withProvider } from "@/lib/commerce/testing/orders";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import { giveVouchers } from "@/lib/commerce/vouchers/give";
import type { Caller } from "@/lib/core/caller";
import { minutes, after as momentAfter, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";

const allowed = ["commerce.orders.write", "commerce.orders.read"];

let tenant: Tenant;
let staff: Caller;
let agent: Caller;
let api: Caller;

beforeAll(async () => {
  withProvider();
  const root = await platform();
  staff = callerAt(root, (await makeOperator(root, allowed)).operatorId, allowed);
  tenant = await makeTenant(allowed);
  agent = callerAt(tenant, tenant.operatorId, allowed);
  api = callerAt(tenant, tenant.operatorId, allowed, {
    actor: { type: "token", operatorId: tenant.operatorId, label: "api", tokenId: newId() },
  });
});

async function shopper(cash?: string) {
  const customerId = await makeCustomer(tenant.organizationId);
  const skuId = await makeSku(tenant);
  const wallet = cash ? await fundWallet({ organizationId: tenant.organizationId, customerId }, cash) : null;
  return { customerId, skuId, cash: wallet?.cash ?? "" };
}

const order = (caller: Caller, input: Record<string, unknown>) => perform(createOrder, input, caller);

const rowOf = (orderId: string) =>
  prisma.order.findUniqueOrThrow({
    where: { id: orderId },
    select: {
      state: true,
      source: true,
      total: true,
      tax: true,
      paidAmount: true,
      walletAmount: true,
      voucherAmount: true,
      expiresAt: true,
      holdId: true,
      operatorId: true,
    },
  });

const balance = async (accountId: string) => {
  const row = await prisma.ledgerAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: { balance: true, held: true },
  });
  return `${row.balance.toFixed(2)} held ${row.held.toFixed(2)}`;
};

const ordersOf = (customerId: string) => prisma.order.count({ where: { customerId } });

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

describe("an operator's order", () => {
  it("is created, paid from the wallet and booked in one step", async () => {
    const { customerId, skuId, cash } = await shopper("50");
    const made = await order(agent, {
      customerId,
      items: [{ skuId, quantity: 2 }],
      paymentMethod: "wallet",
      total: { amount: "24", currency: "USD" },
    });
    expect(made).toMatchObject({ state: "paid", total: { amount: "24", currency: "USD" }, repeated: false });
    const row = await rowOf(made.orderId);
    expect(row).toMatchObject({
      state: "paid",
      source: "admin",
      expiresAt: null,
      operatorId: tenant.operatorId,
    });
    expect([row.total, row.paidAmount, row.walletAmount].map(String)).toEqual(["24", "24", "24"]);
    // 19 % contained in 24, to nine decimals.
    expect(row.tax.toFixed(9)).toBe("3.831932773");
    expect(await balance(cash)).toBe("26.00 held 0.00");
    const entries = await prisma.ledgerEntry.findMany({
      where: { transaction: { key: `order:${made.orderId}:paid` } },
      select: { amount: true, account: { select: { kind: true } } },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map((entry) => `${entry.account.kind} ${entry.amount.toFixed(9)}`)).toEqual([
      "wallet_cash -24.000000000",
      "revenue 20.168067227",
      "tax 3.831932773",
    ]);
  });

  it("leaves nothing where the wallet has too little, not even an order", async () => {
    const { customerId, skuId, cash } = await shopper("23.99");
    const wish = { customerId, items: [{ skuId, quantity: 2 }], paymentMethod: "wallet" };
    expect(await reasonOf(order(agent, wish))).toBe("billing.insufficient_balance");
    expect(await ordersOf(customerId)).toBe(0);
    expect(await balance(cash)).toBe("23.99 held 0.00");
  });

  it("notes an offline payment, which only the platform's staff may", async () => {
    const { customerId, skuId } = await shopper();
    const wish = {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "offline",
      offlineRef: "RF18",
    };
    expect(await reasonOf(order(agent, wish))).toBe("commerce.offline_by_platform");
    const { orderId } = await order(staff, wish);
    expect(await rowOf(orderId)).toMatchObject({ state: "paid", source: "admin", holdId: null });
    const [clearing] = await prisma.ledgerEntry.findMany({
      where: { transaction: { key: `order:${orderId}:paid` }, account: { kind: "clearing" } },
      select: { amount: true, account: { select: { channel: true } } },
    });
    expect([clearing?.amount.toFixed(), clearing?.account.channel]).toEqual(["-12", "bank"]);
  });

  it("is never left to be paid online", async () => {
    const { customerId, skuId } = await shopper();
    for (const more of [
      { paymentMethod: "online" },
      { paymentMethod: "mixed", walletAmount: { amount: "1", currency: "USD" } },
    ])
      expect(await reasonOf(order(staff, { customerId, items: [{ skuId, quantity: 1 }], ...more }))).toBe(
        "commerce.method_not_here",
      );
  });

  it("that costs nothing is paid without moving money", async () => {
    const { customerId } = await shopper();
    const skuId = await makeSku(tenant, { price: { amount: "0", currency: "USD" } });
    const { orderId, state } = await order(agent, {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "wallet",
    });
    expect(state).toBe("paid");
    expect(await prisma.ledgerTransaction.count({ where: { referenceId: orderId } })).toBe(0);
  });
});

describe("an order over the API", () => {
  it("waits thirty minutes for its online payment, whose attempt is written first", async () => {
    const { customerId, skuId } = await shopper();
    const at = now();
    const made = await withClock(at, () =>
      order(api, { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "online" }),
    );
    expect(made.state).toBe("pending");
    expect(await rowOf(made.orderId)).toMatchObject({
      source: "api",
      expiresAt: momentAfter(at, minutes(30)),
    });
    const attempt = await prisma.paymentAttempt.findUniqueOrThrow({ where: { id: made.attemptId! } });
    expect(attempt).toMatchObject({ orderId: made.orderId, state: "created" });
    expect(attempt.amount.toFixed()).toBe("12");
  });

  it("holds the wallet's part and asks the provider for the rest", async () => {
    const { customerId, skuId, cash } = await shopper("5");
    const made = await order(api, {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "mixed",
      walletAmount: { amount: "4.5", currency: "USD" },
    });
    expect(await balance(cash)).toBe("5.00 held 4.50");
    const attempt = await prisma.paymentAttempt.findUniqueOrThrow({ where: { id: made.attemptId! } });
    expect(attempt.amount.toFixed()).toBe("7.5");
  });

  it("is refused where amounts make no sense", async () => {
    const { customerId, skuId } = await shopper("50");
    const mixed = (walletAmount: unknown) =>
      reasonOf(
        order(api, { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "mixed", walletAmount }),
      );
    expect(await mixed({ amount: "4", currency: "EUR" })).toBe("billing.currency_mismatch");
    expect(await mixed({ amount: "-4", currency: "USD" })).toBe("billing.amount_not_positive");
    expect(await mixed({ amount: "0", currency: "USD" })).toBe("billing.amount_not_positive");
    expect(await mixed({ amount: "12", currency: "USD" })).toBe("commerce.nothing_left_to_pay_online");
    expect(await mixed({ amount: "4.123", currency: "USD" })).toBe("commerce.finer_than_minor_unit");
    expect(await mixed({ amount: "4.1234567891", currency: "USD" })).toBe("invalid_input");
    expect(await mixed(undefined)).toBe("invalid_input");
    expect(await ordersOf(customerId)).toBe(0);
  });
});

describe("what may be ordered", () => {
  it("has one currency, is on sale, is offered there and costs what was told", async () => {
    const { customerId, skuId } = await shopper("50");
    const euro = await makeSku(tenant, { price: { amount: "12", currency: "EUR" } });
    const archived = await makeSku(tenant);
    await prisma.sku.update({ where: { id: archived }, data: { state: "archived" }, select: { id: true } });
    const foreign = await makeSku(await makeTenant([]));
    const inherited = await makeSku(await platform());
    const wish = (skuIds: string[], more = {}) =>
      reasonOf(
        order(agent, {
          customerId,
          items: skuIds.map((each) => ({ skuId: each, quantity: 1 })),
          paymentMethod: "wallet",
          ...more,
        }),
      );
    expect(await wish([skuId, euro])).toBe("commerce.sku_currencies_differ");
    expect(await wish([euro])).toBe("billing.insufficient_balance");
    expect(await wish([archived])).toBe("commerce.sku_archived");
    expect(await wish([foreign])).toBe("not_found");
    expect(await wish([newId()])).toBe("not_found");
    expect(await wish([skuId], { total: { amount: "11.99", currency: "USD" } })).toBe(
      "commerce.total_changed",
    );
    expect(await wish([skuId], { total: { amount: "12", currency: "EUR" } })).toBe(
      "billing.currency_mismatch",
    );
    expect(await ordersOf(customerId)).toBe(0);
    expect(await wish([inherited])).toBe("succeeded");
  });

  it("is bought by nobody who is suspended, nor by somebody else's customer", async () => {
    const suspended = await makeCustomer(tenant.organizationId, { state: "suspended" });
    const skuId = await makeSku(tenant);
    const wish = { items: [{ skuId, quantity: 1 }], paymentMethod: "offline" };
    expect(await reasonOf(order(staff, { customerId: suspended, ...wish }))).toBe(
      "commerce.customer_suspended",
    );
    const other = await makeTenant([]);
    await prisma.organization.update({
      where: { id: other.organizationId },
      data: { state: "suspended" },
      select: { id: true },
    });
    expect(await reasonOf(order(staff, { organizationId: other.organizationId, ...wish }))).toBe(
      "commerce.organization_suspended",
    );
    const theirs = await makeCustomer(other.organizationId);
    expect(await reasonOf(order(agent, { customerId: theirs, ...wish, paymentMethod: "wallet" }))).toBe(
      "not_found",
    );
    expect(
      await reasonOf(order(staff, { customerId: theirs, organizationId: tenant.organizationId, ...wish })),
    ).toBe("invalid_input");
  });

  it("may be paid by vouchers whose conditions hold, before cash", async () => {
    const { customerId, skuId, cash } = await shopper("50");
    const owner = { organizationId: tenant.organizationId, customerId };
    const give = async (changes: Record<string, unknown>) => {
      const templateId = await makeTemplate(tenant, { amount: "5", ...changes });
      await inTransaction((tx) =>
        giveVouchers(tx, { templateId, owners: [owner], source: "issue", at: now() }),
      );
    };
    await give({ minimumSpend: "100" });
    await give({ skuIds: [newId()] });
    await give({ skuIds: [skuId] });
    const { orderId } = await order(agent, {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "wallet",
    });
    expect((await rowOf(orderId)).voucherAmount.toFixed()).toBe("5");
    expect(await balance(cash)).toBe("43.00 held 0.00");
  });

  it("is priced exactly: amounts with nine decimals are paid to the last digit, with ten refused", async () => {
    const { customerId, cash } = await shopper("1");
    const fine = await makeSku(tenant, { price: { amount: "0.000000001", currency: "USD" }, taxRate: "0" });
    await order(agent, { customerId, items: [{ skuId: fine, quantity: 3 }], paymentMethod: "wallet" });
    const row = await prisma.ledgerAccount.findUniqueOrThrow({
      where: { id: cash },
      select: { balance: true },
    });
    expect(row.balance.toFixed(9)).toBe("0.999999997");
    expect(await reasonOf(makeSku(tenant, { price: { amount: "0.0000000001", currency: "USD" } }))).toBe(
      "invalid_input",
    );
    expect(await reasonOf(makeSku(tenant, { price: { amount: "-1", currency: "USD" } }))).toBe(
      "invalid_input",
    );
    // No provider can take parts of a cent.
    expect(
      await reasonOf(
        order(api, { customerId, items: [{ skuId: fine, quantity: 1 }], paymentMethod: "online" }),
      ),
    ).toBe("commerce.finer_than_minor_unit");
  });
});

describe("the same order again", () => {
  it("is one, however many clicks and tabs ask at once", async () => {
    const { customerId, skuId, cash } = await shopper("500");
    const extra = await makeSku(tenant);
    const wish = (items: unknown[]) => ({ customerId, items, paymentMethod: "wallet" });
    const [one, two] = [
      { skuId, quantity: 1 },
      { skuId: extra, quantity: 2 },
    ];
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        order({ ...agent, idempotencyKey: newId() }, wish(index % 2 ? [one, two] : [two, one])),
      ),
    );
    expect(new Set(made.map(({ orderId }) => orderId)).size).toBe(1);
    expect(made.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await ordersOf(customerId)).toBe(1);
    expect(await balance(cash)).toBe("464.00 held 0.00");
  });

  it("answers the same under one Idempotency-Key, and refuses the key for another order", async () => {
    const { customerId, skuId } = await shopper("500");
    const caller = { ...agent, idempotencyKey: newId() };
    const wish = { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "wallet" };
    const first = await order(caller, wish);
    expect(await order(caller, wish)).toEqual(first);
    expect(await reasonOf(order(caller, { ...wish, note: "another" }))).toBe("idempotency_key_reused");
  });

  it("is another one after three minutes, or with a reference of its own", async () => {
    const { customerId, skuId } = await shopper("500");
    const wish = { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "wallet" };
    const at = now();
    const first = await withClock(at, () => order(agent, wish));
    const soon = await withClock(momentAfter(at, minutes(3) - 1), () => order(agent, wish));
    expect(soon).toMatchObject({ orderId: first.orderId, repeated: true });
    const later = await withClock(momentAfter(at, minutes(3)), () => order(agent, wish));
    expect(later.repeated).toBe(false);
    const named = await order(agent, { ...wish, externalRef: "shop-1" });
    expect(named.repeated).toBe(false);
    expect((await order(agent, { ...wish, externalRef: "shop-1" })).orderId).toBe(named.orderId);
    expect(
      await reasonOf(order(agent, { ...wish, items: [{ skuId, quantity: 2 }], externalRef: "shop-1" })),
    ).toBe("commerce.external_ref_taken");
  });
});

describe("paying an order that waits", () => {
  const pending = async (cash: string, more: Record<string, unknown> = {}) => {
    const made = await shopper(cash);
    const { customerId, skuId } = made;
    const { orderId, attemptId } = await order(api, {
      customerId,
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "online",
      ...more,
    });
    return { ...made, orderId, attemptId };
  };
  const pay = (orderId: string, paymentMethod: string) =>
    perform(payOrder, { orderId, paymentMethod }, { ...agent, idempotencyKey: newId() });

  it("from the wallet takes the money once, however often it is asked for", async () => {
    const { orderId, cash } = await pending("50");
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(orderId, "wallet")));
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(["paid"]));
    expect(await balance(cash)).toBe("38.00 held 0.00");
    expect(await rowOf(orderId)).toMatchObject({ state: "paid", expiresAt: null });
    const abandoned = await prisma.outboxEvent.findMany({
      where: { name: "orders/checkouts-abandoned", payload: { path: ["orderId"], equals: orderId } },
      select: { id: true },
    });
    expect(abandoned).toHaveLength(1);
  });

  it("from the wallet gives back what was held of it first", async () => {
    const { orderId, cash } = await pending("12", {
      paymentMethod: "mixed",
      walletAmount: { amount: "4", currency: "USD" },
    });
    expect(await balance(cash)).toBe("12.00 held 4.00");
    await pay(orderId, "wallet");
    expect(await balance(cash)).toBe("0.00 held 0.00");
  });

  it("online gives the page that is open already, and a new one when that is over", async () => {
    const { orderId, attemptId } = await pending("1");
    const tabs = await Promise.all([pay(orderId, "online"), pay(orderId, "online")]);
    expect(tabs.map((answer) => answer.attemptId)).toEqual([attemptId, attemptId]);
    await prisma.paymentAttempt.update({
      where: { id: attemptId! },
      data: { state: "failed" },
      select: { id: true },
    });
    const again = await Promise.all([pay(orderId, "online"), pay(orderId, "online")]);
    expect(new Set(again.map((answer) => answer.attemptId)).size).toBe(1);
    expect(again[0]!.attemptId).not.toBe(attemptId);
  });

  it("with a saved method charges it once, instead of the page that is open", async () => {
    const { orderId, attemptId, customerId } = await pending("50");
    const savedMethodId = await makeMethod(tenant.organizationId, { customerId });
    const charge = () =>
      perform(
        payOrder,
        { orderId, paymentMethod: "online", savedMethodId },
        { ...agent, idempotencyKey: newId() },
      );
    const answers = await Promise.all([charge(), charge()]);
    expect(new Set(answers.map((answer) => answer.attemptId)).size).toBe(1);
    const charged = answers[0]!.attemptId!;
    expect(charged).not.toBe(attemptId);
    expect(
      await prisma.paymentAttempt.findUniqueOrThrow({
        where: { id: charged },
        select: { paymentMethodId: true },
      }),
    ).toEqual({ paymentMethodId: savedMethodId });
    expect(
      await prisma.outboxEvent.count({
        where: { name: "orders/checkouts-abandoned", payload: { path: ["orderId"], equals: orderId } },
      }),
    ).toBe(1);
    expect(await reasonOf(pay(orderId, "wallet"))).toBe("commerce.payment_processing");
  });

  it("is refused when its time is over or a bank is moving the money", async () => {
    const late = await pending("50");
    await prisma.order.update({
      where: { id: late.orderId },
      data: { expiresAt: new Date(Date.now() - 1000) },
      select: { id: true },
    });
    expect(await reasonOf(pay(late.orderId, "wallet"))).toBe("commerce.order_expired");
    const moving = await pending("50");
    await prisma.paymentAttempt.update({
      where: { id: moving.attemptId! },
      data: { state: "processing" },
      select: { id: true },
    });
    expect(await reasonOf(pay(moving.orderId, "wallet"))).toBe("commerce.payment_processing");
    expect(await balance(moving.cash)).toBe("50.00 held 0.00");
  });
});
