import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { grantsOf } from "@/lib/governance/auth/grants";
import { isRoot } from "@/lib/governance/sessions/read";

/** Who asked for something that a job does later, as its row remembers them. */
export type Requester = {
  operatorId: string;
  /** The organization they worked in. */
  organizationId: string;
  /** The service token they used, if any. */
  tokenId: string | null;
  locale: string;
};

/**
 * The caller a job works for: the one who asked, with the rights they have now. Whoever lost them since has lost them here too.
 * @throws forbidden when the operator, their organization or their token may no longer act at all.
 */
export async function absentCaller(requester: Requester): Promise<Caller> {
  const row = await kysely
    .selectFrom("operator")
    .innerJoin("organization as home", "home.id", "operator.organization_id")
    .innerJoin("organization as place", (join) => join.on("place.id", "=", requester.organizationId))
    .leftJoin("service_token as token", (join) =>
      join.onRef("token.operator_id", "=", "operator.id").on("token.id", "=", requester.tokenId),
    )
    .select([
      "operator.name",
      "token.id as tokenId",
      "token.name as tokenName",
      "token.permissions",
      "token.expires_at",
      "token.revoked_at",
      sql<string>`place.path::text`.as("path"),
    ])
    .where("operator.id", "=", requester.operatorId)
    // An invited operator may have asked with a token; whoever had a session is active or disabled.
    .where("operator.state", "<>", "disabled")
    .where("home.state", "=", "active")
    .executeTakeFirst();
  if (!row) throw gone();
  if (requester.tokenId && (!row.tokenId || row.revoked_at || (row.expires_at && row.expires_at <= now())))
    throw gone();
  return {
    actor: row.tokenId
      ? {
          type: "token",
          operatorId: requester.operatorId,
          tokenId: row.tokenId,
          label: `${row.name} (${row.tokenName})`,
          narrowed: (row.permissions ?? []).length > 0,
        }
      : { type: "operator", operatorId: requester.operatorId, label: row.name, sessionId: null },
    scope: {
      kind: isRoot(row.path) ? "all" : "subtree",
      organizationId: requester.organizationId,
      path: row.path,
    },
    grants: await grantsOf(requester.operatorId, row.permissions ?? []),
    requestId: newId(),
    address: null,
    userAgent: null,
    locale: requester.locale === "zh" ? "zh" : "en",
    steppedUpAt: null,
  };
}

const gone = () => new AppError("forbidden", "governance.requester_gone");
