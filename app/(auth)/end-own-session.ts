import { cookies } from "next/headers";
import { now } from "@/lib/core/clock";
import { sessionCookie } from "@/lib/governance/auth/cookies";
import { currentSession } from "@/lib/governance/auth/current-caller";
import { endSession } from "@/lib/governance/sessions/end";

/** Ends the session of the request under way, however far it got. */
export async function endOwnSession(): Promise<void> {
  const reading = await currentSession();
  if ("caller" in reading && reading.caller.actor.type === "operator" && reading.caller.actor.sessionId)
    await endSession(reading.caller.actor.sessionId, "signed_out", now());
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
