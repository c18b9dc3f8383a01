import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { toJson } from "@/lib/core/json";

/** A consequence of a command: a name such as "approvals/approved" and what its function needs to know. */
export type OutboxDraft = { name: string; payload: Record<string, unknown>; organizationId?: string | null };

/**
 * Writes events in the command's transaction. The relay hands them on with the row's id as the event's id, so nothing is
 * lost in a crash and nothing happens twice (design section 3.5).
 */
export async function writeOutbox(
  tx: Tx,
  drafts: OutboxDraft[],
  organizationId: string | null,
  at: Date,
): Promise<void> {
  if (drafts.length === 0) return;
  await tx.outboxEvent.createMany({
    data: drafts.map((draft) => {
      const owner = draft.organizationId === undefined ? organizationId : draft.organizationId;
      return {
        id: newId(),
        name: draft.name,
        payload: { ...(toJson(draft.payload) as object), organizationId: owner },
        organizationId: owner,
        createdAt: at,
        nextAttemptAt: at,
      };
    }),
  });
}
