import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { after, minutes, now } from "@/lib/core/clock";
import { hashToken } from "@/lib/core/crypto/token";
import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { platformPlace } from "@/lib/core/scope";
import { addressAllowed } from "@/lib/governance/auth/address";
import { grantsOf } from "@/lib/governance/auth/grants";

const refused = () => new AppError("unauthenticated", "unauthenticated");

/**
 * The caller behind `Authorization: Bearer <service token>`. It acts for its operator, within the token's organization and
 * permissions.
 * @throws unauthenticated when the token is unknown, expired or revoked, or its operator or organization may not act.
 */
export async function callerOfToken(token: string, facts: RequestFacts): Promise<Caller> {
  const at = now();
  const row = await kysely
    .selectFrom("service_token")
    .innerJoin("operator", "operator.id", "service_token.operator_id")
    .innerJoin("organization as home", "home.id", "operator.organization_id")
    .innerJoin("organization", "organization.id", "service_token.organization_id")
    .select([
      "service_token.id",
      "service_token.name",
      "service_token.permissions",
      "service_token.expires_at",
      "service_token.last_used_at",
      "operator.id as operatorId",
      "operator.name as operatorName",
      "home.ip_allow_list",
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("token_hash", "=", hashToken(token))
    .where("revoked_at", "is", null)
    // An invited operator has no password yet; a token made for them is proof enough.
    .where("operator.state", "<>", "disabled")
    .where("home.state", "=", "active")
    .executeTakeFirst();
  if (!row || (row.expires_at && row.expires_at <= at)) throw refused();
  if (!addressAllowed(row.ip_allow_list, facts.address))
    throw new AppError("forbidden", "governance.address_refused");
  if (!row.last_used_at || row.last_used_at < after(at, -minutes(1)))
    await kysely
      .updateTable("service_token")
      .set({ last_used_at: at, last_address: facts.address })
      .where("id", "=", row.id)
      .execute();
  const root = await platformPlace();
  return {
    ...facts,
    actor: {
      type: "token",
      operatorId: row.operatorId,
      tokenId: row.id,
      label: `${row.operatorName} (${row.name})`,
      narrowed: row.permissions.length > 0,
    },
    scope: {
      kind: row.organizationId === root.organizationId ? "all" : "subtree",
      organizationId: row.organizationId,
      path: row.path,
    },
    grants: await grantsOf(row.operatorId, row.permissions),
    steppedUpAt: null,
  };
}
