import type Stripe from "stripe";
import { newId } from "../store/documents";
import type { Transaction } from "../store/transaction";

/** An amount of minor units in Stripe's words: `$12.34`. */
export function inWords(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits!);
}

/** The least Stripe lets a payment be, in minor units. */
export const leastAmount = (currency: string): number => ({ jpy: 50, hkd: 400, cny: 400 })[currency] ?? 50;

/** What Stripe keeps of a payment: 2.9 % and 30 by card, 0.8 % and at most 500 from a bank account, in minor units. */
export const feeOf = (amount: number, type: string): number =>
  type === "us_bank_account"
    ? Math.min(500, Math.round((amount * 8) / 1000))
    : Math.round((amount * 29) / 1000) + 30;

/** Records what moved on the merchant's balance. */
export async function moveBalance(
  tx: Transaction,
  move: {
    type: Stripe.BalanceTransaction["type"];
    category: string;
    amount: number;
    fee: number;
    currency: string;
    source: string;
    description: string | null;
  },
): Promise<Stripe.BalanceTransaction> {
  const { type, category, amount, fee, currency, source, description } = move;
  return tx.insert({
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: tx.now + 2 * 86_400,
    balance_type: "payments",
    created: tx.now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: type === "adjustment" ? "Dispute fee" : "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "pending",
    type,
  });
}
