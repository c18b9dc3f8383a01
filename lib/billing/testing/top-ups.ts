import { postReceived } from "@/lib/billing/top-ups/credit";
import type { TopUpState } from "@/lib/billing/top-ups/machine";
import { walletOf } from "@/lib/billing/wallets/open";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import type { Examples } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

type Changes = {
  state?: TopUpState;
  channel?: "stripe" | "bank_transfer";
  amount?: string;
  currency?: string;
  customerId?: string | null;
  createdById?: string | null;
  channelRef?: string | null;
  lockedFrom?: TopUpState | null;
};

/** A top-up as it stands after what its state tells: money that must have come is posted. @returns its id. */
export async function makeTopUp(
  { organizationId }: { organizationId: string },
  { amount = "50", currency = "USD", state = "pending", channel = "stripe", ...changes }: Changes = {},
): Promise<{ topUpId: string; walletId: string; attemptId: string | null }> {
  const [topUpId, at] = [newId(), now()];
  const sum = Money.of(amount, currency);
  return inTransaction(async (tx) => {
    const owner = { organizationId, customerId: changes.customerId ?? null };
    const walletId = await walletOf(tx, owner, currency, at);
    const standing = state === "locked" ? (changes.lockedFrom ?? "pending") : state;
    const paid = !["pending", "failed", "closed"].includes(standing);
    await tx.topUp.create({
      data: {
        ...changes,
        id: topUpId,
        number: await nextNumber(tx, "top_up"),
        organizationId,
        walletId,
        amount: sum.amount,
        currency,
        state,
        lockedFrom: state === "locked" ? standing : null,
        channel,
        paidAt: paid ? at : null,
        creditedAt: paid && standing !== "in_review" ? at : null,
        createdAt: at,
        updatedAt: at,
      },
      select: { id: true },
    });
    const attemptId =
      channel === "stripe" ? await makeAttempt(tx, { topUpId, organizationId, amount: sum, paid, at }) : null;
    if (paid)
      await postReceived(
        tx,
        { id: topUpId, organizationId, walletId, amount: sum },
        {
          key: attemptId ? `payment-attempt:${attemptId}:received` : `top-up:${topUpId}:received`,
          channel: attemptId ? "stripe" : "bank",
          into: standing === "in_review" ? "suspense" : "wallet",
          at,
        },
      );
    return { topUpId, walletId, attemptId };
  });
}

async function makeAttempt(
  tx: Parameters<Parameters<typeof inTransaction>[0]>[0],
  of: { topUpId: string; organizationId: string; amount: Money; paid: boolean; at: Date },
): Promise<string> {
  const id = newId();
  await tx.paymentAttempt.create({
    data: {
      id,
      number: await nextNumber(tx, "payment_attempt"),
      organizationId: of.organizationId,
      topUpId: of.topUpId,
      provider: "stripe",
      state: of.paid ? "succeeded" : "pending",
      amount: of.amount.amount,
      currency: of.amount.currency,
      paymentRef: `pi_${id}`,
      paidAt: of.paid ? of.at : null,
      createdAt: of.at,
      updatedAt: of.at,
    },
    select: { id: true },
  });
  return id;
}

const usd = (amount: string) => ({ amount, currency: "USD" });

export const topUpExamples: Examples = {
  commands: {
    "top-ups.create": async ({ tenant }) => ({
      input: {
        organizationId: tenant.organizationId,
        amount: usd("50"),
        channel: "bank_transfer",
        channelRef: `TRN-${newId()}`,
      },
    }),
    "top-ups.add-proof": async ({ tenant }) => ({
      input: {
        topUpId: (await makeTopUp(tenant, { channel: "bank_transfer" })).topUpId,
        channelRef: `TRN-${newId()}`,
      },
    }),
    "top-ups.confirm": async ({ tenant }) => ({
      input: {
        topUpId: (await makeTopUp(tenant, { channel: "bank_transfer", createdById: tenant.operatorId }))
          .topUpId,
        channelRef: `TRN-${newId()}`,
      },
    }),
    "top-ups.review": async ({ tenant }) => ({
      input: {
        topUpId: (await makeTopUp(tenant, { state: "in_review" })).topUpId,
        decision: "approve",
        reason: "known customer",
      },
    }),
    "top-ups.close": async ({ tenant }) => ({
      input: { topUpId: (await makeTopUp(tenant)).topUpId, reason: "changed their mind" },
    }),
    "top-ups.expire": async ({ tenant }) => ({
      input: { topUpId: (await makeTopUp(tenant)).topUpId },
      system: true,
    }),
    "top-ups.lock": async ({ tenant }) => ({
      input: { topUpId: (await makeTopUp(tenant)).topUpId, reason: "looks like a stolen card" },
    }),
    "top-ups.unlock": async ({ tenant }) => ({
      input: { topUpId: (await makeTopUp(tenant, { state: "locked" })).topUpId, reason: "it was fine" },
    }),
    "top-ups.sync": async ({ tenant }) => ({ input: { topUpId: (await makeTopUp(tenant)).topUpId } }),
    "top-ups.make-up": async ({ tenant }) => ({
      input: {
        organizationId: tenant.organizationId,
        amount: usd("50"),
        channel: "bank_transfer",
        channelRef: `TRN-${newId()}`,
        receivedAt: "2026-03-01T10:00:00Z",
        reason: "came without a word",
      },
    }),
  },
  rows: { "top-ups": async ({ tenant }) => (await makeTopUp(tenant)).topUpId },
};

/** What a wallet has, as text: free and all of its cash. */
export async function cashIn(walletId: string): Promise<string> {
  const { balance } = await prisma.ledgerAccount.findFirstOrThrow({
    where: { walletId, kind: "wallet_cash" },
    select: { balance: true },
  });
  return balance.toFixed();
}

/** What an organization's own account holds, as text. */
export async function systemBalance(organizationId: string, kind: string, channel = ""): Promise<string> {
  const [row] = await prisma.$queryRaw<[{ balance: string }]>`
    select coalesce(sum(shard.balance), 0)::text as balance
    from ledger_account account join ledger_balance_shard shard on shard.account_id = account.id
    where account.organization_id = ${organizationId}::uuid and account.kind::text = ${kind} and account.channel = ${channel}`;
  return Money.of(row.balance, "USD").amount.toFixed();
}
