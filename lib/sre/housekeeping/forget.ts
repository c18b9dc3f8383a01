import { after, days, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/** How long an idempotency key still answers a repeat, and how long a delivered event can be looked up. */
const answersKept = days(30);
const eventsKept = days(90);

/**
 * How long a whole e-mail is kept: one that found no ticket for somebody to look at, one that became a comment for whoever misses
 * something in it.
 */
const mailsKept = days(30);
const placedMailsKept = days(7);

/**
 * Removes what only had to be known for a while: run-out counters of attempts, old answers to idempotency keys, events that
 * were delivered long ago, and whole e-mails that were placed, or that nobody placed in time. The keys of approvals stay: whatever is retried later must still find that it was done.
 * @returns how many rows of each went.
 */
export async function forgetExpired(): Promise<{
  counters: number;
  answers: number;
  events: number;
  mails: number;
}> {
  const at = now();
  const [counters, answers, events, mails] = await Promise.all([
    kysely.deleteFrom("rate_limit").where("expire", "<", String(at.getTime())).executeTakeFirst(),
    kysely
      .deleteFrom("idempotency_key")
      .where("created_at", "<", after(at, -answersKept))
      .where("caller", "not like", "approval:%")
      .executeTakeFirst(),
    kysely.deleteFrom("outbox_event").where("sent_at", "<", after(at, -eventsKept)).executeTakeFirst(),
    kysely
      .updateTable("incoming_mail")
      .set({ raw: null })
      .where("raw", "is not", null)
      .where("state", "!=", "received")
      .where((where) =>
        where.or([
          where("received_at", "<", after(at, -mailsKept)),
          where.and([where("state", "=", "handled"), where("received_at", "<", after(at, -placedMailsKept))]),
        ]),
      )
      .executeTakeFirst(),
  ]);
  return {
    counters: Number(counters.numDeletedRows),
    answers: Number(answers.numDeletedRows),
    events: Number(events.numDeletedRows),
    mails: Number(mails.numUpdatedRows),
  };
}
