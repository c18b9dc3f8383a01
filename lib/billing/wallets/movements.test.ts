import { describe, expect, test } from "vitest";
import { post } from "@/lib/billing/ledger/post";
import { capture, hold, release, spend, takenFrom } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import "@/lib/core/testing/database";
import { makeTenant, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

const usd = (amount: string) => Money.of(amount, "USD");
const at = new Date("2026-03-01T00:00:00Z");

async function funded(amount: string): Promise<{ tenant: Tenant; walletId: string; cash: string }> {
  const tenant = await makeTenant([]);
  return inTransaction(async (tx) => {
    const walletId = await walletOf(
      tx,
      { organizationId: tenant.organizationId, customerId: null },
      "USD",
      at,
    );
    const cash = await cashAccount(tx, walletId);
    await post(tx, {
      key: newId(),
      kind: "top_up",
      organizationId: tenant.organizationId,
      lines: [
        { account: cash, amount: usd(amount) },
        { system: "clearing", channel: "stripe", amount: usd(amount).negated() },
      ],
      at,
    });
    return { tenant, walletId, cash };
  });
}

const against = (amount: string) => [{ system: "revenue" as const, amount: usd(amount) }];

const cashOf = async (cash: string) => {
  const row = await prisma.ledgerAccount.findUniqueOrThrow({
    where: { id: cash },
    select: { balance: true, held: true },
  });
  return [row.balance.toFixed(2), row.held.toFixed(2)];
};

const buy = (walletId: string, amount: string, key = newId()) =>
  inTransaction((tx) =>
    spend(tx, { key, kind: "order", walletId, amount: usd(amount), against: against(amount), at }),
  );

describe("spending", () => {
  test("takes cash and posts it once per key", async () => {
    const { walletId, cash } = await funded("50");
    const first = await buy(walletId, "20", `order:${walletId}`);
    const again = await buy(walletId, "20", `order:${walletId}`);
    expect(takenFrom(first.taken, "wallet_cash", "USD").toJSON().amount).toBe("20");
    expect(again).toMatchObject({ transactionId: first.transactionId, replayed: true });
    expect(await cashOf(cash)).toEqual(["30.00", "0.00"]);
  });

  test("refuses what the wallet does not have, another currency and no amount", async () => {
    const { walletId, cash } = await funded("5");
    await expect(buy(walletId, "5.01")).rejects.toMatchObject({ reason: "billing.insufficient_balance" });
    await expect(buy(walletId, "-1")).rejects.toMatchObject({ reason: "billing.amount_not_positive" });
    await expect(
      inTransaction((tx) =>
        spend(tx, {
          key: newId(),
          kind: "order",
          walletId,
          amount: Money.of("1", "EUR"),
          against: [{ system: "revenue", amount: Money.of("1", "EUR") }],
          at,
        }),
      ),
    ).rejects.toMatchObject({ reason: "billing.currency_mismatch" });
    expect(await cashOf(cash)).toEqual(["5.00", "0.00"]);
  });

  test("100 at once on a wallet that can pay for 37: 37 succeed", async () => {
    const { walletId, cash } = await funded("37.99");
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => buy(walletId, "1")));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(37);
    expect(await cashOf(cash)).toEqual(["0.99", "0.00"]);
  });
});

describe("holds", () => {
  test("held money is neither spent nor held again; a capture takes part and gives the rest back", async () => {
    const { walletId, cash } = await funded("50");
    const { holdId } = await inTransaction((tx) => hold(tx, { walletId, amount: usd("40"), at }));
    await expect(buy(walletId, "11")).rejects.toMatchObject({ reason: "billing.insufficient_balance" });
    await expect(inTransaction((tx) => hold(tx, { walletId, amount: usd("11"), at }))).rejects.toMatchObject({
      reason: "billing.insufficient_balance",
    });
    await inTransaction((tx) =>
      capture(tx, { key: newId(), kind: "order", holdId, amount: usd("25"), against: against("25"), at }),
    );
    expect(await cashOf(cash)).toEqual(["25.00", "0.00"]);
    await expect(inTransaction((tx) => release(tx, holdId, at))).rejects.toMatchObject({ code: "conflict" });
  });

  test("a release gives everything back, once", async () => {
    const { walletId, cash } = await funded("50");
    const { holdId } = await inTransaction((tx) => hold(tx, { walletId, amount: usd("40"), at }));
    await inTransaction((tx) => release(tx, holdId, at));
    expect(await cashOf(cash)).toEqual(["50.00", "0.00"]);
    await expect(inTransaction((tx) => release(tx, holdId, at))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the database", () => {
  test("refuses an account named with another currency than its own", async () => {
    const { tenant, cash } = await funded("5");
    const euros = Money.of("1", "EUR");
    await expect(
      inTransaction((tx) =>
        post(tx, {
          key: newId(),
          kind: "top_up",
          organizationId: tenant.organizationId,
          lines: [
            { account: cash, amount: euros },
            { system: "clearing", channel: "stripe", amount: euros.negated() },
          ],
          at,
        }),
      ),
    ).rejects.toMatchObject({ reason: "billing.currency_mismatch" });
    expect(await cashOf(cash)).toEqual(["5.00", "0.00"]);
  });

  test("refuses to change, remove or unbalance entries, however they are written", async () => {
    await funded("50");
    for (const statement of [
      "update ledger_entry set amount = 1",
      "delete from ledger_entry",
      "truncate ledger_entry",
      "delete from ledger_transaction",
      "update ledger_transaction set note = 'x'",
      `insert into ledger_entry (created_at, transaction_id, account_id, organization_id, currency, amount)
       select created_at, transaction_id, account_id, organization_id, currency, 1 from ledger_entry limit 1`,
      `insert into ledger_entry_2026_03 (created_at, transaction_id, account_id, organization_id, currency, amount)
       select '2026-03-02', transaction_id, account_id, organization_id, currency, 1 from ledger_entry limit 1`,
      "update ledger_account set balance = balance - 51 where kind = 'wallet_cash'",
    ])
      await expect(prisma.$executeRawUnsafe(statement), statement).rejects.toThrow(/FL00/);
  });
});
