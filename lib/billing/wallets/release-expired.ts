import { release } from "@/lib/billing/wallets/movements";
import { now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

/** Gives a hold back whose time is over. Holds of a record have no time of their own: the record ends them. */
export const releaseExpiredHold = command({
  name: "wallets.release-expired",
  permission: null,
  approvable: false,
  input: object({ holdId: id }),
  scope: bySystem(ofRow("wallet_hold", (input) => input.holdId)),
  async run({ input: { holdId }, tx, audit, now }) {
    // One that was captured a moment ago is locked by whoever does it, and then over.
    const [hold] = await tx.$queryRaw<{ number: string; wallet_id: string }[]>`
      select wallet.number, wallet_hold.wallet_id from wallet_hold join wallet on wallet.id = wallet_hold.wallet_id
      where wallet_hold.id = ${holdId}::uuid and wallet_hold.state = 'active' and wallet_hold.expires_at <= ${now}
      for update of wallet_hold`;
    if (!hold) return { released: false };
    audit.target({ type: "wallets", id: hold.wallet_id, label: hold.number });
    await release(tx, holdId, now);
    return { released: true };
  },
});

/**
 * Gives back what was held for too long, some at a time.
 * @returns how many were given back, and whether there may be more.
 */
export async function releaseExpiredHolds(most = 200): Promise<{ released: number; more: boolean }> {
  const due = await kysely
    .selectFrom("wallet_hold")
    .select("id")
    .where("state", "=", "active")
    .where("expires_at", "<=", now())
    .orderBy("expires_at")
    .limit(most)
    .execute();
  const caller = await systemCaller("release-expired-holds");
  let [released, stuck] = [0, 0];
  for (const hold of due)
    try {
      if ((await perform(releaseExpiredHold, { holdId: hold.id }, caller)).released) released++;
    } catch (error) {
      // One that cannot be given back must not keep the others; the next run tries it again.
      if (!(error instanceof AppError)) throw error;
      stuck++;
    }
  return { released, more: due.length === most && stuck < most };
}
