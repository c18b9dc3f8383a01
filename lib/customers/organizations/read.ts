import { sql } from "kysely";
import { type Caller, demand, operatorOf } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains } from "@/lib/core/scope";
import { sessionEndsAt } from "@/lib/governance/sessions/ends-at";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One organization with what its page shows beyond the list's columns.
 * @returns `path` for permission checks, `ancestors` from the top down as far as the caller sees them, and how many
 * organizations and operators stand at or below it; `holdsReader` when it is the caller's own organization or above it.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readOrganization(id: string, caller: Caller) {
  demand(caller, "customers.organizations.read");
  if (!isId.test(id)) throw notFound();
  const row = await kysely
    .selectFrom("organization")
    .select([
      "id",
      "number",
      "name",
      "kind",
      "state",
      "parent_id as parentId",
      "email",
      "country",
      "currency",
      "time_zone as timeZone",
      "external_ref as externalRef",
      "note",
      "ip_allow_list as ipAllowList",
      "suspended_at as suspendedAt",
      "suspension_reason as suspensionReason",
      "version",
      "created_at as createdAt",
      "updated_at as updatedAt",
      sql<string>`path::text`.as("path"),
      sql<boolean>`exists (
        select from operator join organization as home on home.id = operator.organization_id
        where operator.id = ${operatorOf(caller)}::uuid and home.path <@ organization.path)`.as(
        "holdsReader",
      ),
    ])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const [ancestors, below, staff] = await Promise.all([
    kysely
      .selectFrom("organization")
      .select(["id", "name", sql<string>`path::text`.as("path")])
      .where(sql<boolean>`path @> ${row.path}::ltree and id <> ${id}`)
      .orderBy(sql`nlevel(path)`)
      .execute(),
    kysely
      .selectFrom("organization")
      .select(sql<number>`count(*)::int - 1`.as("count"))
      .where(sql<boolean>`path <@ ${row.path}::ltree`)
      .executeTakeFirstOrThrow(),
    kysely
      .selectFrom("operator")
      .select([
        sql<number>`count(*)::int`.as("count"),
        sql<number>`count(*) filter (where exists (
          select 1 from session where session.operator_id = operator.id
            and session.revoked_at is null and ${sessionEndsAt} > now()))::int`.as("signedIn"),
      ])
      .where("organization_id", "=", id)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    ...row,
    ancestors: ancestors.filter((ancestor) => contains(caller.scope, ancestor.path)),
    organizationsBelow: below.count,
    operators: staff.count,
    operatorsSignedIn: staff.signedIn,
  };
}

export type OrganizationRecord = Awaited<ReturnType<typeof readOrganization>>;
