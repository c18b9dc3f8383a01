import { z } from "zod";
import { takeBack } from "@/lib/commerce/vouchers/take-back";
import { now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, each, ofRow } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

const batch = 100;

/** Ends vouchers whose day has passed, and closes those that are used up. Those something holds wait. */
export const endVouchers = command({
  name: "vouchers.end",
  permission: null,
  approvable: false,
  input: object({ voucherIds: z.array(id).min(1).max(batch) }),
  scope: bySystem((input, caller) =>
    each(...input.voucherIds.map((voucherId: string) => ofRow("voucher", () => voucherId)))(input, caller),
  ),
  timeout: 60_000,
  async run({ input: { voucherIds }, tx, audit, now }) {
    let ended = 0;
    // In id order, as everybody locks accounts of several wallets.
    for (const voucherId of [...voucherIds].sort()) {
      const voucher = await tx.voucher.findUniqueOrThrow({
        where: { id: voucherId },
        select: { state: true },
      });
      if (voucher.state !== "active") continue;
      if (await takeBack(tx, voucherId, "expire", { at: now })) ended++;
    }
    audit.change(null, { ended });
    return { ended };
  },
});

/**
 * Ends one batch of what is due.
 * @param afterId where the last batch stopped: what is held is passed over until the next sweep.
 * @returns how many ended, and where the next batch begins; null when none is left.
 */
export async function endDueVouchers(
  afterId: string | null,
): Promise<{ ended: number; next: string | null }> {
  const at = now();
  const due = await kysely
    .selectFrom("voucher")
    .innerJoin("ledger_account", "ledger_account.id", "voucher.account_id")
    .where("voucher.state", "=", "active")
    .where("ledger_account.held", "=", "0")
    .where((where) =>
      where.or([where("voucher.expires_at", "<=", at), where("ledger_account.balance", "=", "0")]),
    )
    .$if(afterId !== null, (query) => query.where("voucher.id", ">", afterId!))
    .select("voucher.id")
    .orderBy("voucher.id")
    .limit(batch)
    .execute();
  if (due.length === 0) return { ended: 0, next: null };
  const { ended } = await perform(
    endVouchers,
    { voucherIds: due.map((row) => row.id) },
    await systemCaller("end-vouchers"),
  );
  return { ended, next: due.length < batch ? null : due.at(-1)!.id };
}
