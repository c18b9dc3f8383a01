import { sql } from "kysely";
import { after, days, hours, minutes, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/** How long an answer is believed before the provider is asked again, by state. */
const believed = { created: minutes(15), pending: minutes(15), processing: hours(2), fee: hours(1) };

/** A fee that is not known after this is not looked for any more. */
const feesComeWithin = days(3);

/** How many are asked about in one round. */
const round = 200;

/**
 * Payments whose provider has not been heard of for too long (admin-prd 6: polling), the longest silent first: webhooks get lost.
 * Also those that are paid and whose fee is not known yet.
 */
export async function attemptsDue(): Promise<string[]> {
  const at = now();
  const before = (milliseconds: number) => after(at, -milliseconds);
  const heard = sql<Date>`coalesce(synced_at, created_at)`;
  const rows = await kysely
    .selectFrom("payment_attempt")
    .select("id")
    .where((where) =>
      where.or([
        where.and([where("state", "=", "created"), where(heard, "<", before(believed.created))]),
        where.and([where("state", "=", "pending"), where(heard, "<", before(believed.pending))]),
        where.and([where("state", "=", "processing"), where(heard, "<", before(believed.processing))]),
        where.and([
          where("state", "=", "succeeded"),
          where("fee", "is", null),
          where("created_at", ">", before(feesComeWithin)),
          where(heard, "<", before(believed.fee)),
        ]),
      ]),
    )
    .orderBy(heard)
    .limit(round)
    .execute();
  return rows.map((row) => row.id);
}

/** Payments of an order or a top-up that somebody could still pay. */
export async function attemptsOpen(of: { orderId?: string; topUpId?: string }): Promise<string[]> {
  const rows = await kysely
    .selectFrom("payment_attempt")
    .select("id")
    .where("state", "in", ["created", "pending"])
    .where((where) =>
      of.orderId ? where("order_id", "=", of.orderId) : where("top_up_id", "=", of.topUpId ?? null),
    )
    .execute();
  return rows.map((row) => row.id);
}
