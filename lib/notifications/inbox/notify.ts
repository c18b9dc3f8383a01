import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";

/**
 * A message's parameter: a value, a catalogue key whose text stands there in the reader's language, or a moment (ISO 8601) as it
 * is told in a time zone (IANA name).
 */
export type InboxParam = string | number | { key: string } | { at: string; timeZone: string };

export type InboxDraft = {
  /** Who is told; each of them once. */
  operatorIds: readonly string[];
  /** Catalogue key of the message, such as "governance.inbox.approval_requested". */
  message: string;
  params?: Record<string, InboxParam>;
  /** Path below `/<panel>` of the page it is about, or null. */
  href?: string | null;
  organizationId: string | null;
  now: Date;
};

/** Puts a message into operators' inboxes, in the caller's transaction. */
export async function notify(tx: Tx, draft: InboxDraft): Promise<void> {
  const { operatorIds, message, params = {}, href = null, organizationId, now } = draft;
  await tx.inboxItem.createMany({
    data: [...new Set(operatorIds)].map((operatorId) => ({
      id: newId(),
      operatorId,
      organizationId,
      message,
      params,
      href,
      createdAt: now,
    })),
  });
}
