import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { nextNumbers } from "@/lib/core/numbers";

/** Whose money it is: an organization's own, or that of a customer it serves. */
export type WalletOwner = { organizationId: string; customerId: string | null };

/**
 * The owner's wallet in a currency, opened with its cash and credit accounts when there is none yet.
 * @param currency ISO 4217.
 * @returns the wallet's id.
 */
export async function walletOf(tx: Tx, owner: WalletOwner, currency: string, at: Date): Promise<string> {
  const [walletId] = await walletsOf(tx, [owner], currency, at);
  return walletId!;
}

/**
 * `walletOf` for many owners at once.
 * @param owners each of them once.
 * @returns the wallets' ids in the order of `owners`.
 */
export async function walletsOf(
  tx: Tx,
  owners: readonly WalletOwner[],
  currency: string,
  at: Date,
): Promise<string[]> {
  const known = await existing(tx, owners, currency);
  const missing = owners.filter((owner) => !known.has(keyOf(owner)));
  if (missing.length > 0) {
    const numbers = await nextNumbers(tx, "wallet", missing.length);
    const opened = await tx.wallet.createManyAndReturn({
      data: missing.map((owner, index) => ({
        id: newId(),
        number: numbers[index]!,
        owner: owner.customerId ? ("customer" as const) : ("organization" as const),
        organizationId: owner.organizationId,
        customerId: owner.customerId,
        currency,
        createdAt: at,
        updatedAt: at,
      })),
      // Somebody else may open one of them at this moment; then theirs counts.
      skipDuplicates: true,
      select: { id: true, organizationId: true, customerId: true },
    });
    await tx.ledgerAccount.createMany({
      data: opened.flatMap((wallet) =>
        (["wallet_cash", "wallet_credit"] as const).map((kind) => ({
          id: newId(),
          organizationId: wallet.organizationId,
          kind,
          currency,
          walletId: wallet.id,
          limited: true,
          createdAt: at,
        })),
      ),
    });
    for (const wallet of opened) known.set(keyOf(wallet), wallet.id);
    const beaten = missing.filter((owner) => !known.has(keyOf(owner)));
    for (const [key, id] of await existing(tx, beaten, currency)) known.set(key, id);
  }
  return owners.map((owner) => known.get(keyOf(owner))!);
}

const keyOf = ({ organizationId, customerId }: WalletOwner): string => customerId ?? organizationId;

async function existing(
  tx: Tx,
  owners: readonly WalletOwner[],
  currency: string,
): Promise<Map<string, string>> {
  if (owners.length === 0) return new Map();
  const customerIds = owners.flatMap(({ customerId }) => customerId ?? []);
  const organizationIds = owners.flatMap(({ organizationId, customerId }) =>
    customerId === null ? organizationId : [],
  );
  const rows = await tx.wallet.findMany({
    where: {
      currency,
      OR: [
        { customerId: { in: customerIds } },
        { customerId: null, organizationId: { in: organizationIds } },
      ],
    },
    select: { id: true, organizationId: true, customerId: true },
  });
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

/** The account of a wallet that takes money in. */
export async function cashAccount(tx: Tx, walletId: string): Promise<string> {
  const account = await tx.ledgerAccount.findFirstOrThrow({
    where: { walletId, kind: "wallet_cash" },
    select: { id: true },
  });
  return account.id;
}
