import { post } from "@/lib/billing/ledger/post";
import { hold } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { callerAt, type Examples } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

/** A wallet with money that came by bank. */
export async function makeWallet(
  organizationId: string,
  {
    amount = "100",
    currency = "USD",
    customerId = null,
  }: { amount?: string; currency?: string; customerId?: string | null } = {},
): Promise<{ walletId: string; cash: string; transactionId: string }> {
  const at = now();
  const given = Money.of(amount, currency);
  return inTransaction(async (tx) => {
    const walletId = await walletOf(tx, { organizationId, customerId }, currency, at);
    const cash = await cashAccount(tx, walletId);
    const { transactionId } = await post(tx, {
      key: `test:${newId()}`,
      kind: "top_up",
      organizationId,
      lines: [
        { account: cash, amount: given },
        { system: "clearing", channel: "bank", amount: given.negated() },
      ],
      at,
    });
    return { walletId, cash, transactionId };
  });
}

/** A hold on a fresh wallet. */
export async function makeHold(
  organizationId: string,
  { amount = "40", expiresAt = null }: { amount?: string; expiresAt?: Date | null } = {},
): Promise<{ holdId: string; walletId: string; cash: string }> {
  const { walletId, cash } = await makeWallet(organizationId);
  const { holdId } = await inTransaction((tx) =>
    hold(tx, { walletId, amount: Money.of(amount, "USD"), reason: "for a test", expiresAt, at: now() }),
  );
  return { holdId, walletId, cash };
}

async function makeReconciliation(): Promise<string> {
  const id = newId();
  // One runs at a time.
  await prisma.ledgerReconciliation.updateMany({ where: { state: "running" }, data: { state: "failed" } });
  await prisma.ledgerReconciliation.create({ data: { id, startedAt: now() }, select: { id: true } });
  return id;
}

const five = { amount: "5", currency: "USD" };

export const walletExamples: Examples = {
  commands: {
    "wallets.open": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId, currency: "EUR" },
    }),
    "wallets.hold": async ({ tenant }) => ({
      input: { ...(await walletOfTenant(tenant)), amount: five, reason: "a deposit" },
    }),
    "wallets.capture": async ({ tenant }) => ({
      input: { holdId: (await makeHold(tenant.organizationId)).holdId, amount: five },
    }),
    "wallets.release": async ({ tenant }) => ({
      input: { holdId: (await makeHold(tenant.organizationId)).holdId },
    }),
    "wallets.release-expired": async ({ tenant }) => ({
      input: { holdId: (await makeHold(tenant.organizationId, { expiresAt: now() })).holdId },
      system: true,
    }),
    "wallets.freeze": async ({ tenant }) => ({
      input: { ...(await walletOfTenant(tenant)), reason: "looks stolen" },
    }),
    "wallets.unfreeze": async ({ tenant }) => {
      const { walletId } = await walletOfTenant(tenant);
      await prisma.wallet.update({
        where: { id: walletId },
        data: { state: "frozen" },
        select: { id: true },
      });
      return { input: { walletId } };
    },
    "wallets.set-credit-limit": async ({ tenant }) => ({
      input: { ...(await walletOfTenant(tenant)), creditLimit: five, reason: "pays well" },
    }),
    "wallets.adjust": async ({ tenant }) => ({
      input: { ...(await walletOfTenant(tenant)), amount: five, reason: "booked to the wrong wallet" },
    }),
    "wallets.charge": async ({ tenant, permissions }) => ({
      input: { ...(await walletOfTenant(tenant)), amount: five, key: newId() },
      // People are refused.
      caller: callerAt(tenant, tenant.operatorId, permissions, {
        actor: { type: "token", operatorId: tenant.operatorId, label: "metering", tokenId: newId() },
      }),
    }),
    "wallets.export-statement": async ({ tenant }) => ({
      input: { ...(await walletOfTenant(tenant)), from: "2026-01-01", to: "2026-12-31" },
    }),
    "ledger.reconcile": async () => {
      await prisma.ledgerReconciliation.updateMany({
        where: { state: "running" },
        data: { state: "failed" },
      });
      return { input: {} };
    },
    "ledger.finish-reconciliation": async () => ({
      input: {
        reconciliationId: await makeReconciliation(),
        seen: { accounts: 0, wallets: 0, holds: 0, entries: 0 },
        faultCount: 0,
        faults: [],
      },
      system: true,
    }),
    "ledger.export-trial-balance": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId },
    }),
  },
  rows: {
    wallets: async ({ tenant }) => (await makeWallet(tenant.organizationId)).walletId,
    "wallet-holds": async ({ tenant }) => (await makeHold(tenant.organizationId)).holdId,
    "ledger-transactions": async ({ tenant }) => (await makeWallet(tenant.organizationId)).transactionId,
    "ledger-entries": async ({ tenant }) => {
      const { transactionId } = await makeWallet(tenant.organizationId);
      const entry = await prisma.ledgerEntry.findFirstOrThrow({
        where: { transactionId },
        select: { id: true },
      });
      return entry.id;
    },
    "ledger-reconciliations": async () => makeReconciliation(),
  },
};

async function walletOfTenant({ organizationId }: { organizationId: string }): Promise<{ walletId: string }> {
  const { walletId } = await makeWallet(organizationId);
  return { walletId };
}
