import type { BillOwner } from "@/lib/billing/bills/issuer";
import type { WalletAccounts } from "@/lib/billing/bills/postings";
import { walletOf } from "@/lib/billing/wallets/open";
import type { Tx } from "@/lib/core/db";

/** The wallet of whom a bill is for, opened when there is none yet. */
export async function ownerWallet(
  tx: Tx,
  { organizationId, customerId }: BillOwner,
  currency: string,
  now: Date,
): Promise<{ walletId: string; accounts: WalletAccounts }> {
  const walletId = await walletOf(tx, { organizationId, customerId }, currency, now);
  const rows = await tx.ledgerAccount.findMany({
    where: { walletId, kind: { in: ["wallet_cash", "wallet_credit"] } },
    select: { id: true, kind: true },
  });
  const accountOf = (kind: string) => rows.find((row) => row.kind === kind)!.id;
  return { walletId, accounts: { cash: accountOf("wallet_cash"), credit: accountOf("wallet_credit") } };
}
