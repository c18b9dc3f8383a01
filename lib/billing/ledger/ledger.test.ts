import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { exportTrialBalance } from "@/lib/billing/ledger/export-trial-balance";
import { finishReconciliation } from "@/lib/billing/ledger/finish-reconciliation";
import { nothingProved, type Proved, proveSome, together } from "@/lib/billing/ledger/prove";
import { readLedgerTransaction } from "@/lib/billing/ledger/read";
import { reconcileLedger } from "@/lib/billing/ledger/reconcile";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { trialBalance } from "@/lib/billing/ledger/trial-balance";
import { trialBalanceCsv } from "@/lib/billing/ledger/trial-balance-csv";
import { makeHold, makeWallet } from "@/lib/billing/testing/wallets";
import { chargeWallet } from "@/lib/billing/wallets/charge";
import { perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import type { AppError } from "@/lib/core/errors";
import { loadMessages } from "@/lib/core/i18n/messages";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";

beforeAll(() => platform());

const usd = (amount: string) => ({ amount, currency: "USD" });
const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => error.reason,
  );

async function prove(): Promise<Proved> {
  let proved = nothingProved();
  while (proved.next) proved = together(proved, await proveSome(proved.next, 0.001));
  return proved;
}

describe("a trial balance", () => {
  it("sums to nothing at each organization and everything below it, now and at any moment", async () => {
    const top = await makeTenant(allPermissions);
    const below = await makeTenant(allPermissions, top);
    const caller = callerAt(top, top.operatorId, allPermissions);
    await makeWallet(top.organizationId, { amount: "70" });
    const { walletId } = await makeWallet(below.organizationId, { amount: "30.5" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const before = new Date();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await perform(chargeWallet, { walletId, amount: usd("10"), key: "a" }, await systemCaller("test"));
    const whole = await trialBalance({}, caller);
    expect(whole.totals).toEqual([{ currency: "USD", debit: "100.5", credit: "100.5", difference: "0" }]);
    expect(whole.lines.map(({ kind, channel, debit, credit }) => [kind, channel, debit, credit])).toEqual([
      ["wallet_cash", "", "0", "90.5"],
      ["wallet_credit", "", "0", "0"],
      ["clearing", "bank", "100.5", "0"],
      ["revenue", "", "0", "10"],
    ]);
    const lower = await trialBalance({ organizationId: below.organizationId }, caller);
    expect(lower.totals).toMatchObject([{ debit: "30.5", difference: "0" }]);
    const then = await trialBalance({ at: before }, caller);
    expect(then.lines.find((line) => line.kind === "revenue")?.credit ?? "0").toBe("0");
    expect(then.totals).toMatchObject([{ credit: "100.5", difference: "0" }]);
    expect(await trialBalanceCsv({}, caller)).toContain("USD,,100.5,100.5,0\r\n");
    expect((await trialBalance({ currency: "EUR" }, caller)).lines).toEqual([]);
  });

  it("is not found for an organization outside, and its file neither", async () => {
    const [mine, theirs] = [await makeTenant(allPermissions), await makeTenant([])];
    const caller = callerAt(mine, mine.operatorId, allPermissions);
    const wish = { organizationId: theirs.organizationId };
    expect(await reasonOf(trialBalance(wish, caller))).toBe("not_found");
    expect(await reasonOf(perform(exportTrialBalance, wish, caller))).toBe("not_found");
    const { transactionId } = await makeWallet(theirs.organizationId);
    expect(await reasonOf(readLedgerTransaction(transactionId, caller))).toBe("not_found");
  });
});

it("a transaction is found by its key and by the number of what it was posted for", async () => {
  const tenant = await makeTenant(allPermissions);
  const caller = callerAt(tenant, tenant.operatorId, allPermissions);
  const { transactionId } = await makeWallet(tenant.organizationId);
  const { key } = await readLedgerTransaction(transactionId, caller);
  const found = await list(ledgerTransactions, { filters: {}, q: key }, caller);
  expect(found.rows.map(([id]) => id)).toEqual([transactionId]);
  expect((await list(ledgerTransactions, { filters: {}, q: "ORD000000001" }, caller)).rows).toEqual([]);
});

describe("a proof", () => {
  it("finds nothing in what was posted, however small its steps", async () => {
    const { walletId } = await makeWallet((await makeTenant([])).organizationId);
    await makeHold((await makeTenant([])).organizationId);
    await perform(chargeWallet, { walletId, amount: usd("1"), key: "a" }, await systemCaller("test"));
    const proved = await prove();
    expect(proved).toMatchObject({ faultCount: 0, faults: [] });
    expect(Object.values(proved.seen).every((seen) => seen > 0)).toBe(true);
  });

  it("names whatever was altered past the ledger's own rules", async () => {
    const tampered = await makeWallet((await makeTenant([])).organizationId);
    const held = await makeHold((await makeTenant([])).organizationId);
    const partless = await makeWallet((await makeTenant([])).organizationId);
    const lame = await makeWallet((await makeTenant([])).organizationId);
    const client = await pool.connect();
    try {
      // As somebody with the database's own rights could.
      await client.query("begin");
      await client.query("set local session_replication_role = replica");
      await client.query("update ledger_account set balance = balance + 1 where id = $1", [tampered.cash]);
      await client.query("update wallet_hold_part set remaining = remaining - 1 where hold_id = $1", [
        held.holdId,
      ]);
      await client.query("delete from ledger_account where wallet_id = $1 and kind = 'wallet_credit'", [
        partless.walletId,
      ]);
      await client.query(
        "update ledger_entry set amount = amount - 0.000000001 where transaction_id = $1 and wallet_id is null",
        [lame.transactionId],
      );
      await client.query("commit");
    } finally {
      client.release();
    }
    const { faults, faultCount } = await prove();
    const found = faults.map(({ check, id }) => `${check} ${id}`);
    expect(found).toEqual(
      expect.arrayContaining([
        `balance ${tampered.cash}`,
        `chain ${tampered.cash}`,
        `held ${held.cash}`,
        `hold ${held.holdId}`,
        `wallet ${partless.walletId}`,
        `zero_sum ${lame.transactionId}`,
      ]),
    );
    // And the clearing account that the altered entry belongs to.
    expect(faultCount).toBe(7);
    expect(faults.find(({ check, id }) => check === "balance" && id === tampered.cash)).toMatchObject({
      expected: expect.stringMatching(/^100/),
      found: expect.stringMatching(/^101/),
    });
  });

  it("runs once at a time, and its end tells those who may see the ledger", async () => {
    const root = await platform();
    const reader = await makeOperator(root, ["billing.ledger.read"]);
    const other = await makeOperator(root, ["billing.wallets.read"]);
    const tenant = await makeTenant(["billing.ledger.read"]);
    const system = await systemCaller("test");
    const both = await Promise.allSettled([
      perform(reconcileLedger, {}, system),
      perform(reconcileLedger, {}, system),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const begun = both.find((each) => each.status === "fulfilled");
    const { reconciliationId } = begun!.value;
    const { seen, faults, faultCount } = await prove();
    const end = { reconciliationId, seen, faults, faultCount };
    expect(await perform(finishReconciliation, end, system)).toEqual({ state: "different" });
    expect(await reasonOf(perform(finishReconciliation, end, system))).toBe("billing.reconciliation_over");
    const told = await prisma.inboxItem.findMany({
      where: { message: "billing.inbox.ledger_different" },
      select: { operatorId: true, href: true },
    });
    expect(told).toEqual([{ operatorId: reader.operatorId, href: "billing/trial-balance" }]);
    expect(told.map((item) => item.operatorId)).not.toContain(other.operatorId);
    expect(told.map((item) => item.operatorId)).not.toContain(tenant.operatorId);
    expect(await perform(reconcileLedger, {}, system)).toMatchObject({
      reconciliationId: expect.any(String),
    });
  });
});

it("every kind of transaction somebody named can be filtered by, in the same words", async () => {
  for (const locale of ["en", "zh"] as const) {
    const { billing } = (await loadMessages(locale)) as {
      billing: {
        values: { kind: Record<string, string> };
        resources: Record<string, { values: { kind: Record<string, string> } }>;
      };
    };
    expect(billing.resources["ledger-transactions"]!.values.kind).toMatchObject(billing.values.kind);
    expect(Object.keys(ledgerTransactions.columns.kind!.values ?? {}).sort()).toEqual(
      Object.keys(billing.resources["ledger-transactions"]!.values.kind).sort(),
    );
  }
});
