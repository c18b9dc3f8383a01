import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { onThisMachineOnly } from "@/lib/core/http/loopback";
import { currentCode, openSeed } from "@/lib/governance/auth/totp";

/** The password of every operator of the demo seed. */
export const demoPassword = "harbour lights 2026";

/** Demo people live in a domain nobody can own (RFC 2606), so that no real account is ever shown among them. */
export const demoDomain = ".example";

/**
 * Whether the sign-in page may show the demo operators, their password and their current codes: only with demo data, and only
 * where nobody but this machine can see it.
 */
export const demoHelpAllowed = (): boolean => env().FAIRLEAD_SEED === "demo" && onThisMachineOnly();

export type DemoOperator = {
  id: string;
  name: string;
  email: string;
  role: string;
  preset: string;
  organization: string;
};

/** One demo operator for each preset role, in the order a visitor would try them; nobody where help is not allowed. */
export async function demoOperators(): Promise<DemoOperator[]> {
  if (!demoHelpAllowed()) return [];
  const rows = await kysely
    .selectFrom("operator")
    .innerJoin("role_grant", "role_grant.operator_id", "operator.id")
    .innerJoin("role", "role.id", "role_grant.role_id")
    .innerJoin("organization", "organization.id", "role_grant.organization_id")
    .distinctOn("role.preset")
    .select([
      "operator.id",
      "operator.name",
      "operator.email",
      "role.name as role",
      "role.preset",
      "organization.name as organization",
    ])
    .where("role.preset", "is not", null)
    .where("operator.state", "=", "active")
    .where("organization.state", "=", "active")
    .where("operator.totp_enrolled_at", "is not", null)
    .where("operator.email", "like", `%${demoDomain}`)
    .orderBy("role.preset")
    .orderBy(sql`nlevel(organization.path)`)
    .orderBy("operator.created_at")
    .orderBy("operator.id")
    .execute();
  const rank = (preset: string | null) => (order.indexOf(preset ?? "") + 1 || 99) - 1;
  return rows
    .map((row) => ({ ...row, preset: row.preset ?? "" }))
    .sort((left, right) => rank(left.preset) - rank(right.preset));
}

const order = [
  "super_admin",
  "operations",
  "finance",
  "security",
  "support",
  "agent",
  "ops_manager",
  "sre",
  "auditor",
  "content_editor",
  "technician",
  "read_only",
];

/** The code a demo operator's authenticator shows now, or null where help is not allowed. */
export async function demoCode(email: string): Promise<string | null> {
  if (!demoHelpAllowed() || !email.endsWith(demoDomain)) return null;
  const row = await kysely
    .selectFrom("operator")
    .select(["id", "totp_secret"])
    .where("email", "=", email)
    .where("totp_enrolled_at", "is not", null)
    .executeTakeFirst();
  return row?.totp_secret ? currentCode(openSeed(row.id, row.totp_secret)) : null;
}
