import { kysely } from "@/lib/core/db";

/** Ends one session; whoever ended it first gave the reason. */
export async function endSession(sessionId: string, reason: string, at: Date): Promise<void> {
  await kysely
    .updateTable("session")
    .set({ revoked_at: at, revoked_reason: reason })
    .where("id", "=", sessionId)
    .where("revoked_at", "is", null)
    .execute();
}
