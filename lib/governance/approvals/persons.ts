import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";

/** A deed as its row remembers it: who did it, and with which token. */
export type Deed = { operatorId: string; tokenId: string | null };

/**
 * Everybody who stands behind some deeds where four eyes are asked for: the operators themselves, and whoever made the tokens
 * they acted with, because the maker of a token can act with it as well.
 */
export async function personsBehind(db: Pick<Tx, "serviceToken">, deeds: Deed[]): Promise<Set<string>> {
  const tokenIds = deeds.flatMap((deed) => deed.tokenId ?? []);
  const tokens =
    tokenIds.length === 0
      ? []
      : await db.serviceToken.findMany({ where: { id: { in: tokenIds } }, select: { createdById: true } });
  return new Set([
    ...deeds.map((deed) => deed.operatorId),
    ...tokens.flatMap((token) => token.createdById ?? []),
  ]);
}

/** Who acts, as one of the deeds above; null for the product itself. */
export function deedOf(caller: Caller): Deed | null {
  const operatorId = operatorOf(caller);
  if (!operatorId) return null;
  return { operatorId, tokenId: caller.actor.type === "token" ? caller.actor.tokenId : null };
}
