import { sql } from "kysely";
import { demand, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { type CommandScope, personal } from "@/lib/core/scope";

type Input = { sessionId: string };

// One's own sessions are one's own wherever one works; somebody else's belong to their organization.
const ofSession: CommandScope<Input> = async (input, caller) => {
  const row = await kysely
    .selectFrom("session")
    .innerJoin("operator", "operator.id", "session.operator_id")
    .innerJoin("organization", "organization.id", "operator.organization_id")
    .select([
      "session.operator_id as operatorId",
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("session.id", "=", input.sessionId)
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.operatorId === operatorOf(caller)) return personal()(input, caller);
  return [{ organizationId: row.organizationId, path: row.path }];
};

/** Ends a session: everybody their own, and with `governance.sessions.revoke` those of others. Counts with its next request. */
export const revokeSession = command({
  name: "sessions.revoke",
  permission: null,
  input: object({ sessionId: id }),
  scope: ofSession,
  async run({ input: { sessionId }, tx, caller, place, audit, now }) {
    const session = await tx.session.findUnique({
      where: { id: sessionId },
      select: { operatorId: true, operator: { select: { name: true } } },
    });
    if (!session) throw notFound();
    const isOwn = session.operatorId === operatorOf(caller);
    if (!isOwn) demand(caller, "governance.sessions.revoke", place.path);
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now, revokedReason: isOwn ? "signed_out" : "revoked" },
    });
    if (count === 0) throw conflict("governance.session_already_ended");
    audit.target({ type: "sessions", id: sessionId, label: session.operator.name });
    audit.change({ revokedAt: null }, { revokedAt: now });
    return { sessionId };
  },
});
