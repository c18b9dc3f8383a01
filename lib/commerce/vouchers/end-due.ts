import { sql } from "kysely";
import { z } from "zod";
import { takeBackAll } from "@/lib/commerce/vouchers/take-back";
import { now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, type Place } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

const batch = 100;

/** Ends vouchers whose day has passed, and closes those that are used up. Those something holds wait. */
export const endVouchers = command({
  name: "vouchers.end",
  permission: null,
  approvable: false,
  input: object({ voucherIds: z.array(id).min(1).max(batch) }),
  scope: bySystem(({ voucherIds }) => placesOf(voucherIds)),
  timeout: 60_000,
  async run({ input: { voucherIds }, tx, audit, now }) {
    const ended = await takeBackAll(tx, voucherIds, "expire", { at: now });
    audit.change(null, { ended: ended.length });
    return { ended: ended.length };
  },
});

/** The organizations vouchers belong to. @throws not_found when one of them is not there. */
async function placesOf(voucherIds: readonly string[]): Promise<Place[]> {
  const rows = await kysely
    .selectFrom("voucher")
    .innerJoin("organization", "organization.id", "voucher.organization_id")
    .where("voucher.id", "in", [...voucherIds])
    .groupBy("organization.id")
    .select((from) => [
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
      from.fn.countAll<string>().as("vouchers"),
    ])
    .execute();
  if (rows.reduce((sum, row) => sum + Number(row.vouchers), 0) < new Set(voucherIds).size) throw notFound();
  return rows.map(({ organizationId, path }) => ({ organizationId, path }));
}

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
