import { post } from "@/lib/billing/ledger/post";
import { cashAccount } from "@/lib/billing/wallets/open";
import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";

/** What a posting about a top-up needs to know of it. */
export type TopUpMoney = { id: string; organizationId: string; walletId: string; amount: Money };

/**
 * Money came for a top-up: into the wallet, or into suspense while somebody looks at it.
 * @param key `payment-attempt:<id>:received` for what a provider received, `top-up:<id>:received` for a bank's.
 * @param channel the provider or bank it lies with.
 */
export async function postReceived(
  tx: Tx,
  topUp: TopUpMoney,
  { key, channel, into, at }: { key: string; channel: string; into: "wallet" | "suspense"; at: Date },
): Promise<void> {
  const { id, organizationId, walletId, amount } = topUp;
  await post(tx, {
    key,
    kind: into === "wallet" ? "top_up" : "top_up_in_review",
    organizationId,
    reference: { type: "top-ups", id },
    lines: [
      { system: "clearing", channel, amount: amount.negated() },
      into === "wallet"
        ? { account: await cashAccount(tx, walletId), amount }
        : { system: "suspense", amount },
    ],
    at,
  });
}

/** What waited in suspense goes into the wallet. */
export async function postCredited(tx: Tx, topUp: TopUpMoney, at: Date): Promise<void> {
  const { id, organizationId, walletId, amount } = topUp;
  await post(tx, {
    key: `top-up:${id}:credited`,
    kind: "top_up_credited",
    organizationId,
    reference: { type: "top-ups", id },
    lines: [
      { system: "suspense", amount: amount.negated() },
      { account: await cashAccount(tx, walletId), amount },
    ],
    at,
  });
}

/** What waited in suspense went back to the bank it came from. */
export async function postReturned(tx: Tx, topUp: TopUpMoney, note: string, at: Date): Promise<void> {
  const { id, organizationId, amount } = topUp;
  await post(tx, {
    key: `top-up:${id}:returned`,
    kind: "top_up_returned",
    organizationId,
    reference: { type: "top-ups", id },
    note,
    lines: [
      { system: "suspense", amount: amount.negated() },
      { system: "clearing", channel: "bank", amount },
    ],
    at,
  });
}
