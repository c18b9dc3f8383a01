import { sql } from "kysely";
import { withdrawnOf } from "@/lib/billing/disputes/withdrawn";
import type { TopUpState } from "@/lib/billing/top-ups/machine";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely, prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { contains } from "@/lib/core/scope";

/**
 * One top-up with what its page needs beyond the list's columns.
 * @returns `path` of its organization for permission checks, its proof, and its newest payment attempt: `payUrl` is where the
 * payer pays while that waits for them.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readTopUp(id: string, caller: Caller) {
  demand(caller, "billing.top-ups.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("top_up")
    .innerJoin("organization", "organization.id", "top_up.organization_id")
    .innerJoin("wallet", "wallet.id", "top_up.wallet_id")
    .leftJoin("customer", "customer.id", "top_up.customer_id")
    .leftJoin("stored_file as proof", "proof.id", "top_up.proof_file_id")
    .select([
      "top_up.id",
      "top_up.number",
      "top_up.channel",
      "top_up.channel_ref as channelRef",
      "top_up.currency",
      "top_up.automatic",
      sql<TopUpState>`top_up.state::text`.as("state"),
      sql<string>`trim_scale(top_up.amount)::text`.as("amount"),
      sql<string>`trim_scale(top_up.amount - top_up.refunded_amount)::text`.as("notRefunded"),
      "top_up.lock_reason as lockReason",
      "top_up.failure_reason as failureReason",
      "top_up.paid_at as paidAt",
      "top_up.created_by_id as createdById",
      "top_up.confirmed_by_id as confirmedById",
      "top_up.wallet_id as walletId",
      "wallet.number as walletNumber",
      "top_up.customer_id as customerId",
      "top_up.organization_id as organizationId",
      "customer.name as customerName",
      "organization.name as organizationName",
      "proof.id as proofId",
      "proof.name as proofName",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("top_up.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const attempt = await kysely
    .selectFrom("payment_attempt")
    .select(["id", "state", "pay_url as payUrl"])
    .where("top_up_id", "=", id)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const { sum: withdrawn } = await withdrawnOf(prisma, { topUpId: id }, row.currency);
  /** What can still be given back: what a bank took back cannot. */
  const left = Money.of(row.notRefunded, row.currency).minus(withdrawn);
  return { ...row, left, attempt: attempt ?? null };
}

export type TopUpRecord = Awaited<ReturnType<typeof readTopUp>>;
