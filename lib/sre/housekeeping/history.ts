import { after, days, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { setting } from "@/lib/settings/settings/read";

/**
 * Removes what people did in passing and nobody looks up after so many days (setting `retention`): the sign-in history, sessions
 * that ended, messages in inboxes, e-mails that went out or were kept, and openings of secure links.
 * @returns how many rows of each went.
 */
export async function forgetHistory(): Promise<{
  signIns: number;
  sessions: number;
  messages: number;
  sentMails: number;
  linkOpens: number;
}> {
  const kept = await setting("retention");
  const at = now();
  const since = (age: number) => after(at, -days(age));
  const gone = async (age: number, forget: (before: Date) => { executeTakeFirst(): Promise<Deleted> }) =>
    age === 0 ? 0 : Number((await forget(since(age)).executeTakeFirst()).numDeletedRows);
  return {
    signIns: await gone(kept.signInDays, (before) =>
      kysely.deleteFrom("sign_in").where("created_at", "<", before),
    ),
    // Begun before, too: one that is revoked late would otherwise be looked for among all of them.
    sessions: await gone(kept.sessionDays, (before) =>
      kysely
        .deleteFrom("session")
        .where("created_at", "<", before)
        .where((row) => row.or([row("expires_at", "<", before), row("revoked_at", "<", before)])),
    ),
    messages: await gone(kept.inboxDays, (before) =>
      kysely.deleteFrom("inbox_item").where("created_at", "<", before),
    ),
    sentMails: await gone(kept.mailDays, (before) =>
      kysely.deleteFrom("outgoing_mail").where("created_at", "<", before).where("state", "<>", "queued"),
    ),
    linkOpens: await gone(kept.linkOpenDays, (before) =>
      kysely.deleteFrom("secure_link_open").where("created_at", "<", before),
    ),
  };
}

type Deleted = { numDeletedRows: bigint };
