import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { nextNumber } from "@/lib/core/numbers";

/** Whose money it is: an organization's own, or that of a customer it serves. */
export type WalletOwner = { organizationId: string; customerId: string | null };

/**
 * The owner's wallet in a currency, opened with its cash and credit accounts when there is none yet.
 * @param currency ISO 4217.
 * @returns the wallet's id.
 */
export async function walletOf(tx: Tx, owner: WalletOwner, currency: string, at: Date): Promise<string> {
  const where = owner.customerId
    ? { customerId: owner.customerId, currency }
    : { organizationId: owner.organizationId, customerId: null, currency };
  const existing = await tx.wallet.findFirst({ where, select: { id: true } });
  if (existing) return existing.id;
  const id = newId();
  const { count } = await tx.wallet.createMany({
    data: {
      id,
      number: await nextNumber(tx, "wallet"),
      owner: owner.customerId ? "customer" : "organization",
      ...owner,
      currency,
      createdAt: at,
      updatedAt: at,
    },
    skipDuplicates: true,
  });
  if (count === 0) return (await tx.wallet.findFirstOrThrow({ where, select: { id: true } })).id;
  await tx.ledgerAccount.createMany({
    data: (["wallet_cash", "wallet_credit"] as const).map((kind) => ({
      id: newId(),
      organizationId: owner.organizationId,
      kind,
      currency,
      walletId: id,
      limited: true,
      createdAt: at,
    })),
  });
  return id;
}

/** The account of a wallet that takes money in. */
export async function cashAccount(tx: Tx, walletId: string): Promise<string> {
  const account = await tx.ledgerAccount.findFirstOrThrow({
    where: { walletId, kind: "wallet_cash" },
    select: { id: true },
  });
  return account.id;
}
