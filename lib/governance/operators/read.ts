import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely, prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains } from "@/lib/core/scope";
import { lockedUntil } from "@/lib/governance/auth/account-lock";
import { sessionEndsAt } from "@/lib/governance/sessions/ends-at";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One operator with what its page shows beyond the list's columns.
 * @returns `path` of their organization for permission checks, their roles at organizations the caller sees, and until when
 * the account is locked.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readOperator(id: string, caller: Caller) {
  demand(caller, "governance.operators.read");
  if (!isId.test(id)) throw notFound();
  const row = await kysely
    .selectFrom("operator")
    .innerJoin("organization", "organization.id", "operator.organization_id")
    .select([
      "operator.id",
      "operator.name",
      "operator.email",
      "operator.state",
      "operator.locale",
      "operator.organization_id as organizationId",
      "organization.name as organization",
      sql<string>`organization.path::text`.as("path"),
      "operator.totp_enrolled_at as totpEnrolledAt",
      "operator.password_set_at as passwordSetAt",
      "operator.last_sign_in_at as lastSignInAt",
      "operator.disabled_at as disabledAt",
      "operator.disabled_reason as disabledReason",
      "operator.created_at as createdAt",
      "operator.version",
      sql<number>`(select count(*)::int from session where session.operator_id = operator.id
        and session.revoked_at is null and ${sessionEndsAt} > now())`.as("openSessions"),
      sql<number>`(select count(*)::int from service_token where service_token.operator_id = operator.id
        and service_token.revoked_at is null)`.as("openTokens"),
    ])
    .where("operator.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const grants = await kysely
    .selectFrom("role_grant")
    .innerJoin("role", "role.id", "role_grant.role_id")
    .innerJoin("organization", "organization.id", "role_grant.organization_id")
    .select([
      "role_grant.id",
      "role.id as roleId",
      "role.name as role",
      "role.preset",
      "organization.id as organizationId",
      "organization.name as organization",
      sql<string>`organization.path::text`.as("path"),
      "role_grant.created_at as createdAt",
    ])
    .where("role_grant.operator_id", "=", id)
    .orderBy("role.name")
    .orderBy("organization.name")
    .execute();
  const locked = await lockedUntil(prisma, row, now());
  return {
    ...row,
    lockedUntil: locked,
    grants: grants.filter((grant) => contains(caller.scope, grant.path)),
  };
}

export type OperatorRecord = Awaited<ReturnType<typeof readOperator>>;
