import type { BillTotals } from "@/lib/billing/bills/totals";
import type { Line } from "@/lib/billing/ledger/post";
import type { Money } from "@/lib/core/money";

const nonZero = (lines: Line[]): Line[] => lines.filter(({ amount }) => !amount.isZero);

/** Accounts of the owner's wallet. */
export type WalletAccounts = { cash: string; credit: string };

/**
 * What issuing a bill posts; nothing for a statement, or where everything was posted before (docs/ledger.md).
 * @param accounts of the owner's wallet: for credits set off against what was spent on credit, or left over.
 */
export function issueLines(totals: BillTotals, accounts: WalletAccounts): Line[] {
  const { revenue, tax, adjusted, receivable, offset, paidOut } = totals;
  return nonZero([
    { system: "receivable", amount: receivable.plus(offset).plus(paidOut).negated() },
    { system: "revenue", amount: revenue },
    { system: "tax", amount: tax },
    { system: "adjustments", amount: adjusted },
    { account: accounts.credit, amount: offset },
    { account: accounts.cash, amount: paidOut },
  ]);
}

/** Where a payment of a bill goes. */
export const paymentLines = (
  split: { receivable: Money; credit: Money },
  accounts: Pick<WalletAccounts, "credit">,
): Line[] =>
  nonZero([
    { system: "receivable", amount: split.receivable },
    { account: accounts.credit, amount: split.credit },
  ]);
