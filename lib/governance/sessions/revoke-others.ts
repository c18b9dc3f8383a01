import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { requirePerson } from "@/lib/governance/auth/person";

/** Ends every session of the caller but the one they use. */
export const revokeOtherSessions = command({
  name: "sessions.revoke-others",
  permission: null,
  input: object({}),
  scope: own(),
  async run({ tx, caller, audit, now }) {
    const { operatorId, sessionId } = requirePerson(caller);
    const { count } = await tx.session.updateMany({
      where: { operatorId, revokedAt: null, id: { not: sessionId }, expiresAt: { gt: now } },
      data: { revokedAt: now, revokedReason: "signed_out_elsewhere" },
    });
    audit.target({ type: "operators", id: operatorId, label: caller.actor.label });
    audit.change({ otherSessions: count }, { otherSessions: 0 });
    return { sessions: count };
  },
});
