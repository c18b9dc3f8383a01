import { after, minutes } from "@/lib/core/clock";
import { hashToken } from "@/lib/core/crypto/token";
import { kysely } from "@/lib/core/db";
import type { RequestFacts } from "@/lib/core/http/request";
import { newId } from "@/lib/core/id";
import { secondFactorMinutes } from "@/lib/governance/sessions/limits";

/**
 * Begins a session at the moment the password was accepted. It lasts only minutes unless the second factor follows.
 * @param device the secret of the browser's device cookie.
 * @returns the session's id.
 */
export async function startSession(
  operatorId: string,
  device: string,
  facts: RequestFacts,
  at: Date,
): Promise<string> {
  const id = newId();
  await kysely
    .insertInto("session")
    .values({
      id,
      operator_id: operatorId,
      device_hash: hashToken(device),
      address: facts.address ?? "",
      user_agent: facts.userAgent ?? "",
      created_at: at,
      last_seen_at: at,
      expires_at: after(at, minutes(secondFactorMinutes)),
    })
    .execute();
  return id;
}
