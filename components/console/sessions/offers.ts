import type { CommandSpec } from "@/components/form/command";
import { may, operatorOf } from "@/lib/core/caller";
import type { CellValue } from "@/lib/core/resource/description";
import { revokeSession } from "@/lib/governance/sessions/revoke";
import { offer } from "../command-offer";
import type { Reader } from "../reader";

/** A session as its list knows it. */
export type ListedSession = { id: string; state: CellValue; operatorId: CellValue; browser: CellValue };

/** Whether it is the session this reader works in. */
export const isThisSession = ({ caller: { actor } }: Reader, sessionId: string): boolean =>
  actor.type === "operator" && actor.sessionId === sessionId;

/**
 * Ending one session: one's own, or with the permission somebody else's. Not the one in use: that is signing out.
 * @param path the ltree path of the organization whose staff its operator is.
 */
export function endSessionOffer(reader: Reader, session: ListedSession, path?: string): CommandSpec | null {
  if (session.state !== "active" && session.state !== "pending") return null;
  if (isThisSession(reader, session.id)) return null;
  const isOwn = operatorOf(reader.caller) === session.operatorId;
  if (!isOwn && !may(reader.caller, "governance.sessions.revoke", path)) return null;
  return offer(reader, revokeSession, {
    icon: "log-out",
    danger: true,
    defaults: { sessionId: session.id },
    title: reader.t("governance.pages.sessions.endOf", { browser: String(session.browser) }),
  });
}
