import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { makeHold, makeWallet } from "@/lib/billing/testing/wallets";
import { adjustWallet } from "@/lib/billing/wallets/adjust";
import { captureHold } from "@/lib/billing/wallets/capture";
import { chargeWallet } from "@/lib/billing/wallets/charge";
import { freezeWallet } from "@/lib/billing/wallets/freeze";
import { holdInWallet } from "@/lib/billing/wallets/hold";
import { hold } from "@/lib/billing/wallets/movements";
import { openWallet } from "@/lib/billing/wallets/open-wallet";
import { readWallet } from "@/lib/billing/wallets/read";
import { releaseHold } from "@/lib/billing/wallets/release";
import { releaseExpiredHolds } from "@/lib/billing/wallets/release-expired";
import { wallets } from "@/lib/billing/wallets/resource";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { walletStatement } from "@/lib/billing/wallets/statement";
import { statementCsv } from "@/lib/billing/wallets/statement-csv";
import { unfreezeWallet } from "@/lib/billing/wallets/unfreeze";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import { giveVouchers } from "@/lib/commerce/vouchers/give";
import { minutes, now } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { asRecords, list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { presetRole, rolePresets } from "@/lib/governance/roles/presets";
import { approvalRow, colleague, later, run } from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;

beforeAll(async () => {
  await platform();
  await perform(applyDefaultPolicies, { policies: [...defaultPolicies] }, await systemCaller("test"));
  tenant = await makeTenant(allPermissions);
});

const boss = () => callerAt(tenant, tenant.operatorId, allPermissions);
const machine = () =>
  callerAt(tenant, tenant.operatorId, allPermissions, {
    actor: { type: "token", operatorId: tenant.operatorId, label: "metering", tokenId: newId() },
  });
const usd = (amount: string) => ({ amount, currency: "USD" });
const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => error.reason,
  );

const finance = () =>
  colleague(tenant, [
    "billing.wallets.adjust",
    "governance.approvals.read",
    "governance.approvals.review",
    "governance.approvals.execute",
  ]);

/** A wallet of its own, so that tests do not meet. */
async function fresh(amount = "100") {
  const customerId = await makeCustomer(tenant.organizationId);
  return makeWallet(tenant.organizationId, { amount, customerId });
}

const cashOf = async (cash: string) => {
  const row = await prisma.ledgerAccount.findUniqueOrThrow({
    where: { id: cash },
    select: { balance: true, held: true },
  });
  return [row.balance.toFixed(2), row.held.toFixed(2)];
};

describe("opening", () => {
  it("answers the wallet that is there, also to two at once", async () => {
    const customerId = await makeCustomer(tenant.organizationId);
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => perform(openWallet, { customerId, currency: "EUR" }, boss())),
    );
    expect(new Set(opened.map((each) => each.walletId)).size).toBe(1);
    expect(await prisma.ledgerAccount.count({ where: { walletId: opened[0]!.walletId } })).toBe(2);
  });

  it("refuses two owners and an unknown currency", async () => {
    const customerId = await makeCustomer(tenant.organizationId);
    const both = { customerId, organizationId: tenant.organizationId, currency: "EUR" };
    expect(await reasonOf(perform(openWallet, both, boss()))).toBe("invalid_input");
    expect(await reasonOf(perform(openWallet, { customerId, currency: "XYZ" }, boss()))).toBe(
      "invalid_input",
    );
  });
});

describe("charging", () => {
  it("takes it once however often the key is sent at the same time", async () => {
    const { walletId, cash } = await fresh();
    const call = { walletId, amount: usd("30"), key: "usage:1", reference: "March" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => perform(chargeWallet, call, machine())),
    );
    expect(new Set(answers.map((answer) => answer.transactionId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect(answers.every((answer) => answer.taken[0]?.amount.amount === "30")).toBe(true);
    expect(await cashOf(cash)).toEqual(["70.00", "0.00"]);
  });

  it("lets those pay who can, when many stand in line", async () => {
    const { walletId, cash } = await fresh("37.99");
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        reasonOf(perform(chargeWallet, { walletId, amount: usd("1"), key: `k${index}` }, machine())),
      ),
    );
    expect(outcomes.filter((reason) => reason === null)).toHaveLength(37);
    expect(outcomes.filter((reason) => reason === "billing.insufficient_balance")).toHaveLength(63);
    expect(await cashOf(cash)).toEqual(["0.99", "0.00"]);
    const [{ calls }] = await prisma.$queryRaw<[{ calls: number }]>`
      select sum(calls)::int as calls from traffic_count where command = 'wallets.charge'
        and organization_id = ${tenant.organizationId}::uuid`;
    // Those of this test and the twenty of the one before.
    expect(calls).toBe(57);
  });

  it("refuses bad amounts, the same key for something else, and another tenant's wallet", async () => {
    const { walletId, cash } = await fresh();
    const charge = (amount: unknown, key = newId()) =>
      reasonOf(perform(chargeWallet, { walletId, amount, key }, machine()));
    expect(await charge(usd("-1"))).toBe("billing.amount_not_positive");
    expect(await charge(usd("0"))).toBe("billing.amount_not_positive");
    expect(await charge(usd("0.0123456789"))).toBe("invalid_input");
    expect(await charge({ amount: "1", currency: "EUR" })).toBe("billing.currency_mismatch");
    expect(await charge(usd("5"), "same")).toBeNull();
    expect(await charge(usd("5.00"), "same")).toBeNull();
    expect(await charge(usd("6"), "same")).toBe("billing.posted_differently");
    const stranger = await makeTenant(allPermissions);
    const theirs = callerAt(stranger, stranger.operatorId, allPermissions, { actor: machine().actor });
    expect(await reasonOf(perform(chargeWallet, { walletId, amount: usd("1"), key: "x" }, theirs))).toBe(
      "not_found",
    );
    expect(await cashOf(cash)).toEqual(["95.00", "0.00"]);
  });

  it("is for programs: no person charges, and no preset but the one for everything may", async () => {
    const { walletId, cash } = await fresh();
    const call = { walletId, amount: usd("5"), key: "by hand" };
    expect(await reasonOf(perform(chargeWallet, call, boss()))).toBe("billing.charge_by_hand");
    const weaker = allPermissions.filter((name) => name !== "billing.wallets.charge");
    const other = callerAt(tenant, tenant.operatorId, weaker, { actor: machine().actor });
    expect(await reasonOf(perform(chargeWallet, call, other))).toBe("forbidden");
    expect(await cashOf(cash)).toEqual(["100.00", "0.00"]);
    const holders = rolePresets.filter((preset) =>
      presetRole(preset, allPermissions).permissions.includes("billing.wallets.charge"),
    );
    expect(holders).toEqual(["super_admin"]);
    expect(presetRole("finance", allPermissions).permissions).toContain("billing.wallets.adjust");
  });

  it("and a hold by hand leave vouchers alone that are for something else", async () => {
    const customerId = await makeCustomer(tenant.organizationId);
    const { walletId, cash } = await makeWallet(tenant.organizationId, { customerId });
    const templates = await Promise.all([
      makeTemplate(tenant, { skuIds: [newId()] }),
      makeTemplate(tenant, { minimumSpend: "20" }),
    ]);
    await inTransaction(async (tx) => {
      for (const templateId of templates)
        await giveVouchers(tx, {
          templateId,
          owners: [{ organizationId: tenant.organizationId, customerId }],
          source: "issue",
          at: now(),
        });
    });
    const partsOf = (taken: { part: string; amount: { amount: string } }[]) =>
      taken.map(({ part, amount }) => `${part} ${amount.amount}`);
    const charge = async (amount: string) =>
      partsOf(
        (await perform(chargeWallet, { walletId, amount: usd(amount), key: newId() }, machine())).taken,
      );
    expect(await charge("19")).toEqual(["wallet_cash 19"]);
    const held = await perform(holdInWallet, { walletId, amount: usd("19"), reason: "a deposit" }, boss());
    expect(partsOf(held.parts)).toEqual(["wallet_cash 19"]);
    expect(await charge("20")).toEqual(["wallet_voucher 10", "wallet_cash 10"]);
    expect(await cashOf(cash)).toEqual(["71.00", "19.00"]);
  });
});

describe("holds", () => {
  /** Asks for a capture, has somebody else agree, and carries it out. @returns how that ended. */
  async function captured(input: { holdId: string; amount?: { amount: string; currency: string } }) {
    const outcome = await execute(captureHold, input, boss());
    if (outcome.status !== "waiting") throw new Error("a capture went through by itself");
    await perform(approveApproval, { approvalId: outcome.approvalId }, await finance());
    await run(outcome.approvalId);
    const { state, error } = await approvalRow(outcome.approvalId);
    return state === "executed" ? null : error;
  }

  it("take a second person before they become revenue", async () => {
    const { walletId, cash } = await fresh();
    const { holdId } = await perform(
      holdInWallet,
      { walletId, amount: usd("40"), reason: "a deposit" },
      boss(),
    );
    const outcome = await execute(captureHold, { holdId }, boss());
    if (outcome.status !== "waiting") throw new Error("a capture went through by itself");
    expect(await cashOf(cash)).toEqual(["100.00", "40.00"]);
    expect(await reasonOf(perform(approveApproval, { approvalId: outcome.approvalId }, boss()))).toBe(
      "governance.own_request",
    );
    await perform(approveApproval, { approvalId: outcome.approvalId }, await finance());
    await run(outcome.approvalId);
    expect(await cashOf(cash)).toEqual(["60.00", "0.00"]);
  });

  it("are captured at once by a program that may charge, and by no other", async () => {
    const { walletId, cash } = await fresh();
    const held = () => perform(holdInWallet, { walletId, amount: usd("10"), reason: "metered" }, machine());
    const [first, second] = [await held(), await held()];
    expect(await perform(captureHold, { holdId: first.holdId }, machine())).toMatchObject({
      captured: { amount: "10", currency: "USD" },
    });
    expect(await cashOf(cash)).toEqual(["90.00", "10.00"]);
    const untrusted = callerAt(tenant, tenant.operatorId, ["billing.wallets.write"], {
      actor: machine().actor,
    });
    expect((await execute(captureHold, { holdId: second.holdId }, untrusted)).status).toBe("waiting");
    expect(await cashOf(cash)).toEqual(["90.00", "10.00"]);
  });

  it("are captured in part, given back in part, and once", async () => {
    const { walletId, cash } = await fresh();
    const { holdId } = await perform(
      holdInWallet,
      { walletId, amount: usd("40"), reason: "a deposit" },
      boss(),
    );
    await perform(releaseHold, { holdId, amount: usd("10") }, boss());
    expect(await cashOf(cash)).toEqual(["100.00", "30.00"]);
    expect(await captured({ holdId, amount: usd("31") })).toMatchObject({ reason: "billing.more_than_held" });
    expect(await reasonOf(execute(captureHold, { holdId, amount: usd("-1") }, boss()))).toBe(
      "billing.amount_not_positive",
    );
    const both = await Promise.all([
      captured({ holdId, amount: usd("20") }),
      reasonOf(perform(releaseHold, { holdId }, boss())),
    ]);
    expect(both.filter((reason) => reason === null)).toHaveLength(1);
    expect((await cashOf(cash))[1]).toBe("0.00");
    expect(await reasonOf(perform(releaseHold, { holdId }, boss()))).toBe("billing.hold_ended");
  });

  it("of a record are not for people", async () => {
    const { walletId, cash } = await fresh();
    const { holdId } = await inTransaction((tx) =>
      hold(tx, {
        walletId,
        amount: Money.of("40", "USD"),
        reference: { type: "refunds", id: newId() },
        at: now(),
      }),
    );
    for (const end of [
      () => execute(captureHold, { holdId }, boss()),
      () => perform(releaseHold, { holdId }, boss()),
    ])
      expect(await reasonOf(end())).toBe("billing.hold_belongs_to_record");
    expect(await cashOf(cash)).toEqual(["100.00", "40.00"]);
  });

  it("end by themselves when their time is over, and not before", async () => {
    const due = await makeHold((await makeTenant([])).organizationId, {
      expiresAt: later(-minutes(1)),
    });
    const kept = await makeHold((await makeTenant([])).organizationId, {
      expiresAt: later(minutes(5)),
    });
    const both = await Promise.all([releaseExpiredHolds(), releaseExpiredHolds()]);
    expect(both.reduce((sum, each) => sum + each.released, 0)).toBe(1);
    expect(await cashOf(due.cash)).toEqual(["100.00", "0.00"]);
    expect(await cashOf(kept.cash)).toEqual(["100.00", "40.00"]);
  });
});

describe("freezing", () => {
  it("lets no spend slip through: what is in the ledger came before", async () => {
    const { walletId } = await fresh("1000");
    const spends = Array.from({ length: 60 }, (_, index) =>
      reasonOf(perform(chargeWallet, { walletId, amount: usd("1"), key: `f${index}` }, machine())),
    );
    const frozen = perform(freezeWallet, { walletId, reason: "looks stolen" }, boss());
    await frozen;
    const posted = await prisma.ledgerTransaction.count({
      where: { key: { startsWith: `charge:${walletId}` } },
    });
    const outcomes = await Promise.all(spends);
    expect(outcomes.filter((reason) => reason === null)).toHaveLength(posted);
    expect(outcomes.filter((reason) => reason === "billing.wallet_frozen")).toHaveLength(60 - posted);
    for (const attempt of [
      () => perform(holdInWallet, { walletId, amount: usd("1"), reason: "a deposit" }, boss()),
      () => perform(chargeWallet, { walletId, amount: usd("1"), key: "after" }, machine()),
    ])
      expect(await reasonOf(attempt())).toBe("billing.wallet_frozen");
    expect(await reasonOf(perform(freezeWallet, { walletId, reason: "again" }, boss()))).toBe("wrong_state");
    await perform(unfreezeWallet, { walletId }, boss());
    await perform(chargeWallet, { walletId, amount: usd("1"), key: "after" }, machine());
  });
});

describe("credit", () => {
  it("can be spent up to its limit and no further, and a lower limit takes nothing back", async () => {
    const { walletId } = await fresh("10");
    const limit = (amount: string, version?: number) =>
      perform(setCreditLimit, { walletId, creditLimit: usd(amount), reason: "pays well", version }, boss());
    expect(await reasonOf(limit("-1"))).toBe("billing.limit_negative");
    await limit("50", 1);
    expect(await reasonOf(limit("60", 1))).toBe("version_mismatch");
    const charge = (amount: string) =>
      reasonOf(perform(chargeWallet, { walletId, amount: usd(amount), key: newId() }, machine()));
    expect(await charge("60.01")).toBe("billing.insufficient_balance");
    expect(await charge("60")).toBeNull();
    await limit("20");
    expect(await charge("0.01")).toBe("billing.insufficient_balance");
    const [row] = asRecords(
      await list(wallets, { filters: { number: (await readWallet(walletId, boss())).number } }, boss()),
    );
    expect(row).toMatchObject({
      cash: usd("0"),
      credit: usd("50"),
      creditLimit: usd("20"),
      available: usd("0"),
    });
  });
});

describe("corrections", () => {
  async function asked(input: Record<string, unknown>) {
    const outcome = await execute(adjustWallet, input, boss());
    if (outcome.status !== "waiting") throw new Error("a correction went through by itself");
    return outcome.approvalId;
  }

  it("wait for somebody else, then post a new transaction against corrections", async () => {
    const { walletId, cash } = await fresh();
    const approvalId = await asked({ walletId, amount: usd("-25.5"), reason: "booked twice" });
    expect(await cashOf(cash)).toEqual(["100.00", "0.00"]);
    expect(await reasonOf(perform(approveApproval, { approvalId }, boss()))).not.toBeNull();
    await perform(approveApproval, { approvalId }, await finance());
    await run(approvalId);
    expect((await approvalRow(approvalId)).state).toBe("executed");
    expect(await cashOf(cash)).toEqual(["74.50", "0.00"]);
    const posted = await prisma.ledgerTransaction.findUniqueOrThrow({
      where: { key: `correction:${approvalId}` },
      select: { kind: true, note: true, referenceId: true },
    });
    expect(posted).toEqual({ kind: "adjustment", note: "booked twice", referenceId: walletId });
  });

  it("take a transaction back whole, and once", async () => {
    const { cash, transactionId } = await fresh();
    const [first, second] = [
      await asked({ reverses: transactionId, reason: "wrong wallet" }),
      await asked({ reverses: transactionId, reason: "wrong wallet indeed" }),
    ];
    const colleagueOfFinance = await finance();
    await perform(approveApproval, { approvalId: first }, colleagueOfFinance);
    await perform(approveApproval, { approvalId: second }, colleagueOfFinance);
    await Promise.all([run(first), run(second)]);
    const states = [(await approvalRow(first)).state, (await approvalRow(second)).state];
    expect(states.sort()).toEqual(["executed", "failed"]);
    expect(await cashOf(cash)).toEqual(["0.00", "0.00"]);
  });

  it("are refused when nothing would move, more is taken than is free, or both forms are mixed", async () => {
    const { walletId, transactionId } = await fresh();
    const system = await systemCaller("test");
    const adjust = (input: Record<string, unknown>) =>
      reasonOf(perform(adjustWallet, { reason: "for a test", ...input }, system));
    expect(await adjust({ walletId, amount: usd("0") })).toBe("billing.nothing_to_correct");
    expect(await adjust({ walletId, amount: usd("-100.01") })).toBe("billing.insufficient_balance");
    expect(await adjust({ walletId, amount: { amount: "1", currency: "EUR" } })).toBe(
      "billing.currency_mismatch",
    );
    expect(await adjust({ walletId, amount: usd("1"), reverses: transactionId })).toBe("invalid_input");
    expect(await adjust({ walletId })).toBe("invalid_input");
  });
});

describe("a statement", () => {
  it("begins with what was there, ends with what is, and is the same as a file", async () => {
    const { walletId } = await fresh("100");
    await perform(chargeWallet, { walletId, amount: usd("30"), key: "a", reference: "=1+1" }, machine());
    await perform(chargeWallet, { walletId, amount: usd("20"), key: "b" }, machine());
    const year = { from: "2020-01-01", to: "2100-01-01" };
    const whole = await walletStatement(walletId, year, boss(), { most: 10 });
    expect(whole).toMatchObject({ opening: "0", closing: "50", debits: "50", credits: "100", count: 3 });
    expect(whole.lines.map(({ debit, credit, balance }) => [debit, credit, balance])).toEqual([
      [null, "100", "100"],
      ["30", null, "70"],
      ["20", null, "50"],
    ]);
    const second = await walletStatement(walletId, year, boss(), { most: 1, skip: 1 });
    expect(second).toMatchObject({ more: true, lines: [{ balance: "70" }] });
    const after = await walletStatement(walletId, { from: "2099-01-01", to: "2100-01-01" }, boss(), {
      most: 9,
    });
    expect(after).toMatchObject({ opening: "50", closing: "50", count: 0 });
    const csv = await statementCsv(walletId, year, boss());
    const rows = csv.trim().split("\r\n");
    expect(rows).toHaveLength(6);
    expect(rows[3]).toContain(",30,,70,USD,");
    expect(rows[3]).toContain("'=1+1");
    expect(rows.at(-1)).toContain("50,100,50,USD");
  });
});
