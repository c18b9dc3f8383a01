import { Prisma } from "@/lib/core/generated/prisma/client";
import type { Money } from "@/lib/core/money";

/**
 * What a charge or a hold by hand leaves alone, as a part of the statement that spends, so that it stays one round trip: vouchers
 * that are for some SKUs or for more than this, and credit while the owner is suspended for arrears (admin-prd 7).
 * @param total what is taken in all.
 * @returns an expression for the ids of those accounts.
 */
export const leftOutOf = (walletId: string, total: Money): Prisma.Sql =>
  Prisma.sql`wallet_left_out(${walletId}::uuid, ${total.amount.toFixed()}::numeric)`;
