import "@/lib/core/testing/database";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LedgerKind } from "@/lib/billing/ledger/kinds";
import { post } from "@/lib/billing/ledger/post";
import { nothingProved, proveSome, together } from "@/lib/billing/ledger/prove";
import { capture, hold, release, spend, type WalletPart } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { walletStatement } from "@/lib/billing/wallets/statement";
import { prisma, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

// Cents, so that a model of whole numbers is exact.
const usd = (cents: number) => Money.of(new Decimal(cents).div(100), "USD");
const day = (count: number) => new Date(Date.UTC(2026, 2, 1 + count));

type Step =
  | { do: "top_up" | "spend" | "refund"; cents: number; retry: boolean }
  | { do: "hold"; cents: number; retry: boolean }
  /** Ends the hold with that place among those made before, modulo their number. */
  | { do: "capture" | "release"; which: number; cents: number; retry: boolean }
  | { do: "voucher"; cents: number; days: number; retry: boolean }
  | { do: "expire"; which: number; retry: boolean }
  | { do: "limit"; cents: number; retry: boolean };

const cents = fc.integer({ min: 1, max: 5000 });
const retry = fc.boolean();
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("top_up" as const), cents, retry }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("spend" as const), cents, retry }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refund" as const), cents, retry }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("hold" as const), cents, retry }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("capture" as const), which, cents, retry }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), which, cents, retry }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("voucher" as const),
      cents,
      days: fc.integer({ min: 1, max: 9 }),
      retry,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("expire" as const), which, retry }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("limit" as const), cents, retry }) },
);

type Held = { id: string; parts: Map<string, number> };
type Account = {
  id: string;
  kind: WalletPart;
  balance: number;
  held: number;
  limit: number;
  /** Day it expires. */
  expires: number | null;
  closed: boolean;
};

/** What a wallet ought to do, in whole numbers and without a database. */
class Model {
  readonly accounts: Account[] = [];
  readonly holds: Held[] = [];
  readonly #rank = { wallet_voucher: 1, wallet_cash: 2, wallet_credit: 3 };

  #inOrder(accounts: Account[]): Account[] {
    return [...accounts].sort(
      (a, b) =>
        this.#rank[a.kind] - this.#rank[b.kind] ||
        (a.expires ?? 99) - (b.expires ?? 99) ||
        a.id.localeCompare(b.id),
    );
  }

  /** From where an amount is taken, or null when there is too little. */
  take(amount: number, today: number): Map<string, number> | null {
    const parts = new Map<string, number>();
    let rest = amount;
    for (const account of this.#inOrder(this.accounts)) {
      const over = account.closed || (account.expires !== null && account.expires <= today);
      const free = over ? 0 : account.balance - account.held + account.limit;
      const taken = Math.min(Math.max(free, 0), rest);
      if (taken > 0) parts.set(account.id, taken);
      rest -= taken;
    }
    return rest > 0 ? null : parts;
  }

  /** Which of a hold's parts an amount ends, in spending order. */
  unhold(hold: Held, amount: number): Map<string, number> {
    const parts = new Map<string, number>();
    let rest = amount;
    for (const account of this.#inOrder(this.accounts)) {
      const taken = Math.min(hold.parts.get(account.id) ?? 0, rest);
      if (taken === 0) continue;
      parts.set(account.id, taken);
      hold.parts.set(account.id, hold.parts.get(account.id)! - taken);
      rest -= taken;
    }
    for (const [id, taken] of parts) this.account(id).held -= taken;
    return parts;
  }

  account = (id: string): Account => this.accounts.find((account) => account.id === id)!;
}

const open = (held: Held): number => [...held.parts.values()].reduce((sum, part) => sum + part, 0);

/** A wallet with its accounts, and the steps one can take on it. */
async function makeBench() {
  const { organizationId } = await makeTenant([]);
  const owner = { organizationId, customerId: null };
  const [walletId, cash, credit] = await inTransaction(async (tx) => {
    const id = await walletOf(tx, owner, "USD", day(0));
    const account = await tx.ledgerAccount.findFirstOrThrow({
      where: { walletId: id, kind: "wallet_credit" },
      select: { id: true },
    });
    return [id, await cashAccount(tx, id), account.id] as const;
  });
  return { organizationId, walletId, cash, credit };
}
type Bench = Awaited<ReturnType<typeof makeBench>>;

const transfer = (
  tx: Tx,
  { organizationId }: Bench,
  posting: { key: string; kind: LedgerKind; account: string; cents: number; at: Date },
  against: "clearing" | "revenue" | "voucher_cost",
) =>
  post(tx, {
    key: posting.key,
    kind: posting.kind,
    organizationId,
    lines: [
      { account: posting.account, amount: usd(posting.cents) },
      {
        system: against,
        ...(against === "clearing" ? { channel: "stripe" } : {}),
        amount: usd(-posting.cents),
      },
    ],
    at: posting.at,
  });

/** True when it happened, false when a rule said no. */
const happens = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && (error.code === "rule_violation" || error.code === "conflict"))
        return false;
      throw error;
    },
  );

const giveVoucher = (bench: Bench, id: string, key: string, amount: number, expires: Date, at: Date) =>
  inTransaction(async (tx) => {
    await tx.ledgerAccount.createMany({
      data: {
        id,
        organizationId: bench.organizationId,
        kind: "wallet_voucher",
        currency: "USD",
        walletId: bench.walletId,
        limited: true,
        expiresAt: expires,
        createdAt: at,
      },
      skipDuplicates: true,
    });
    await transfer(tx, bench, { key, kind: "voucher_given", account: id, cents: amount, at }, "voucher_cost");
  });

/** Posts back what nobody holds of a voucher and closes it; nothing while some of it is held. */
const endVoucher = (bench: Bench, id: string, key: string, at: Date) =>
  inTransaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ cents: number; held: number; closed: boolean }[]>`
      select (balance * 100)::float8 as cents, (held * 100)::float8 as held, closed_at is not null as closed
      from ledger_account where id = ${id}::uuid for update`;
    if (!row || row.closed || row.held > 0) return;
    if (row.cents > 0)
      await transfer(
        tx,
        bench,
        { key, kind: "voucher_expired", account: id, cents: -row.cents, at },
        "voucher_cost",
      );
    await tx.ledgerAccount.update({ where: { id }, data: { closedAt: at }, select: { id: true } });
  });

async function requireProof(): Promise<void> {
  let proved = nothingProved();
  while (proved.next) proved = together(proved, await proveSome(proved.next, 60_000));
  expect(proved.faults).toEqual([]);
}

async function requireStatement({ walletId }: Bench): Promise<void> {
  const statement = await walletStatement(
    walletId,
    { from: "2026-02-01", to: "2027-01-01" },
    await systemCaller("test"),
    { most: 10_000 },
  );
  const total = statement.wallet.parts.reduce((sum, part) => sum.plus(part.balance.amount), new Decimal(0));
  expect(statement.opening).toBe("0");
  expect(statement.closing).toBe(total.toFixed());
  expect(statement.lines.at(-1)?.balance ?? "0").toBe(total.toFixed());
}

it("does one step after another what the model does", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const bench = await makeBench();
      const { walletId, cash, credit } = bench;
      const model = new Model();
      const plain = { balance: 0, held: 0, limit: 0, expires: null, closed: false };
      model.accounts.push({ ...plain, id: cash, kind: "wallet_cash" });
      model.accounts.push({ ...plain, id: credit, kind: "wallet_credit" });
      let today = 0;
      for (const [index, each] of steps.entries()) {
        const at = day(today);
        const key = `${walletId}:${index}`;
        const twice = async (work: () => Promise<unknown>) => {
          const did = await happens(work());
          if (each.retry) expect(await happens(work())).toBe(did);
          return did;
        };
        switch (each.do) {
          case "top_up":
          case "refund": {
            const kind = each.do;
            const against = kind === "top_up" ? ("clearing" as const) : ("revenue" as const);
            await twice(() =>
              inTransaction((tx) =>
                transfer(tx, bench, { key, kind, account: cash, cents: each.cents, at }, against),
              ),
            );
            model.account(cash).balance += each.cents;
            break;
          }
          case "spend": {
            const parts = model.take(each.cents, today);
            const amount = usd(each.cents);
            const work = () =>
              inTransaction((tx) =>
                spend(tx, {
                  key,
                  kind: "order",
                  walletId,
                  amount,
                  against: [{ system: "revenue", amount }],
                  at,
                }),
              );
            expect(await twice(work)).toBe(parts !== null);
            for (const [id, taken] of parts ?? []) model.account(id).balance -= taken;
            break;
          }
          case "hold": {
            const parts = model.take(each.cents, today);
            const made = inTransaction((tx) => hold(tx, { walletId, amount: usd(each.cents), at }));
            expect(await happens(made)).toBe(parts !== null);
            if (!parts) break;
            const { holdId, taken } = await made;
            expect(new Map(taken.map((part) => [part.accountId, cent(part.amount)]))).toEqual(parts);
            for (const [id, reserved] of parts) model.account(id).held += reserved;
            model.holds.push({ id: holdId, parts });
            break;
          }
          case "capture":
          case "release": {
            const held = model.holds[each.which % Math.max(1, model.holds.length)];
            if (!held) break;
            const rest = open(held);
            const possible = rest > 0 && each.cents <= rest;
            const amount = usd(each.cents);
            const captures = each.do === "capture";
            const work = () =>
              inTransaction<unknown>((tx) =>
                captures
                  ? capture(tx, {
                      key,
                      kind: "capture",
                      holdId: held.id,
                      amount,
                      against: [{ system: "revenue", amount }],
                      at,
                    })
                  : release(tx, held.id, at, amount),
              );
            expect(await happens(work())).toBe(possible);
            if (!possible) break;
            for (const [id, taken] of model.unhold(held, each.cents))
              if (captures) model.account(id).balance -= taken;
            if (captures) model.unhold(held, open(held));
            if (captures) expect(await happens(work())).toBe(false);
            break;
          }
          case "voucher": {
            const id = newId();
            const expires = today + each.days;
            await twice(() => giveVoucher(bench, id, key, each.cents, day(expires), at));
            model.accounts.push({ ...plain, id, kind: "wallet_voucher", balance: each.cents, expires });
            break;
          }
          case "expire": {
            today += 1;
            const over = model.accounts.filter(
              (account) => account.expires !== null && account.expires <= today && !account.closed,
            );
            const account = over[each.which % Math.max(1, over.length)];
            if (!account) break;
            await twice(() => endVoucher(bench, account.id, key, day(today)));
            if (account.held > 0) break;
            account.balance = 0;
            account.closed = true;
            break;
          }
          case "limit":
            await prisma.ledgerAccount.update({
              where: { id: credit },
              data: { creditLimit: usd(each.cents).amount },
              select: { id: true },
            });
            model.account(credit).limit = each.cents;
            break;
        }
      }
      const rows = await prisma.ledgerAccount.findMany({
        where: { walletId },
        select: { id: true, balance: true, held: true },
      });
      expect(
        Object.fromEntries(
          rows.map((row) => [row.id, [row.balance.times(100).toNumber(), row.held.times(100).toNumber()]]),
        ),
      ).toEqual(Object.fromEntries(model.accounts.map((each) => [each.id, [each.balance, each.held]])));
      await requireStatement(bench);
    }),
    { numRuns: 25 },
  );
  await requireProof();
});

const cent = (amount: Money): number => amount.amount.times(100).toNumber();

it("keeps every rule when steps meet in any order", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 60 }),
      fc.integer({ min: 0, max: 20_000 }),
      async (steps, funds) => {
        const bench = await makeBench();
        const { walletId, cash, credit } = bench;
        const at = day(0);
        const holds: string[] = [];
        const vouchers: string[] = [];
        let cashFlow = 0;
        const count = async (work: Promise<boolean>, change: number) => {
          if (await work) cashFlow += change;
        };
        if (funds > 0)
          await inTransaction((tx) =>
            transfer(
              tx,
              bench,
              { key: `${walletId}:funds`, kind: "top_up", account: cash, cents: funds, at },
              "clearing",
            ),
          );
        cashFlow += funds;
        // Some to hold and to end from the start, so that captures and releases race for them.
        for (const amount of [200, 300, 400])
          await happens(
            inTransaction(async (tx) => {
              holds.push((await hold(tx, { walletId, amount: usd(amount), at })).holdId);
            }),
          );
        for (const [index, amount] of [500, 700].entries()) {
          const id = newId();
          await giveVoucher(bench, id, `${walletId}:v${index}`, amount, day(5), at);
          vouchers.push(id);
          cashFlow += amount;
        }
        let ended = 0;
        await Promise.all(
          steps.map(async (each, index) => {
            const key = `${walletId}:${index}`;
            // A retry is the same call at the same time, as an impatient client makes it: only one of them counts.
            const once = async (work: () => Promise<unknown>) =>
              each.retry
                ? (await Promise.all([happens(work()), happens(work())])).some(Boolean)
                : happens(work());
            const amount = "cents" in each ? usd(each.cents) : usd(1);
            const against = [{ system: "revenue" as const, amount }];
            switch (each.do) {
              case "top_up":
              case "refund": {
                const posting = { key, kind: each.do, account: cash, cents: each.cents, at };
                return count(
                  once(() => inTransaction((tx) => transfer(tx, bench, posting, "clearing"))),
                  each.cents,
                );
              }
              case "spend":
                return count(
                  once(() =>
                    inTransaction((tx) => spend(tx, { key, kind: "order", walletId, amount, against, at })),
                  ),
                  -each.cents,
                );
              case "hold":
                await happens(inTransaction((tx) => hold(tx, { walletId, amount, at })));
                return;
              case "capture": {
                const holdId = holds[each.which % Math.max(1, holds.length)];
                if (!holdId) return;
                return count(
                  once(() =>
                    inTransaction((tx) => capture(tx, { key, kind: "capture", holdId, amount, against, at })),
                  ),
                  -each.cents,
                );
              }
              case "release": {
                const holdId = holds[each.which % Math.max(1, holds.length)];
                if (holdId) await once(() => inTransaction((tx) => release(tx, holdId, at)));
                return;
              }
              case "voucher": {
                const id = newId();
                return count(
                  once(() => giveVoucher(bench, id, key, each.cents, day(each.days), at)),
                  each.cents,
                );
              }
              case "expire":
                ended++;
                await once(() => endVoucher(bench, vouchers[each.which % 2]!, key, at));
                return;
              case "limit":
                await prisma.ledgerAccount.update({
                  where: { id: credit },
                  data: { creditLimit: amount.amount },
                  select: { id: true },
                });
                return;
            }
          }),
        );
        const rows = await prisma.ledgerAccount.findMany({
          where: { walletId },
          select: { kind: true, balance: true, held: true, closedAt: true },
        });
        const total = rows.reduce((sum, row) => sum.plus(row.balance), new Decimal(0));
        const [expired] = await prisma.$queryRaw<[{ cents: number }]>`
          select coalesce(sum(-amount) * 100, 0)::float8 as cents from ledger_entry
          join ledger_transaction on ledger_transaction.id = ledger_entry.transaction_id
          where ledger_entry.wallet_id = ${walletId}::uuid and kind = 'voucher_expired'`;
        expect(ended > 0 || expired.cents === 0).toBe(true);
        expect(total.times(100).toNumber()).toBe(cashFlow - expired.cents);
        for (const row of rows) {
          if (row.kind !== "wallet_credit") expect(row.balance.minus(row.held).isNegative()).toBe(false);
          if (row.closedAt) expect(row.balance.isZero()).toBe(true);
        }
        await requireStatement(bench);
      },
    ),
    { numRuns: 12 },
  );
  await requireProof();
});
