import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { madeHereHeader, onThisMachineOnly } from "@/lib/core/http/loopback";
import { codeOf, currentWindow, openSeed } from "@/lib/governance/auth/totp";
import { rolePresets } from "@/lib/governance/roles/presets";

/** The password of every operator of the demo seed. */
export const demoPassword = "harbour lights 2026";

/** Demo people live in a domain nobody can own (RFC 2606), so that no real account is ever shown among them. */
export const demoDomain = ".example";

/** Whether an account is one of the demo's people, whose password everybody can read. */
export const isDemoAccount = (email: string): boolean => email.toLowerCase().endsWith(demoDomain);

/**
 * Whether demo operators may sign in, and the sign-in page may show them, their password and their current codes: only with demo
 * data, only where nobody but this machine reaches the product, and only to who asks on this machine.
 * @param asked the headers of the request.
 */
export const demoHelpAllowed = (asked: Headers): boolean =>
  env().FAIRLEAD_SEED === "demo" && onThisMachineOnly() && asked.get(madeHereHeader) === "yes";

/** Whether e-mails of the demo go nowhere, so that whoever waits for one is told where it can be read. */
export const mailStaysHere = (asked: Headers): boolean => demoHelpAllowed(asked) && !env().SMTP_URL;

export type DemoOperator = {
  name: string;
  email: string;
  role: string;
  organization: string;
  /** A code that is accepted now. */
  code: string;
};

/** One demo operator for each preset role, in the order a visitor would try them; nobody where help is not allowed. */
export async function demoOperators(asked: Headers): Promise<DemoOperator[]> {
  if (!demoHelpAllowed(asked)) return [];
  const rows = await kysely
    .selectFrom("operator")
    .innerJoin("role_grant", "role_grant.operator_id", "operator.id")
    .innerJoin("role", "role.id", "role_grant.role_id")
    .innerJoin("organization", "organization.id", "role_grant.organization_id")
    .innerJoin("organization as home", "home.id", "operator.organization_id")
    .distinctOn("role.preset")
    .select([
      "operator.id",
      "operator.name",
      "operator.email",
      "operator.totp_secret",
      "operator.totp_last_window",
      "role.name as role",
      "role.preset",
      "organization.name as organization",
    ])
    .where("role.preset", "is not", null)
    .where("operator.state", "=", "active")
    .where("home.state", "=", "active")
    .where("operator.totp_enrolled_at", "is not", null)
    .where("operator.email", "like", `%${demoDomain}`)
    .orderBy("role.preset")
    .orderBy(sql`nlevel(organization.path)`)
    .orderBy("operator.created_at")
    .orderBy("operator.id")
    .execute();
  const rank = new Map<string | null, number>(rolePresets.map((preset, index) => [preset, index]));
  return rows
    .sort((left, right) => (rank.get(left.preset) ?? 99) - (rank.get(right.preset) ?? 99))
    .map(({ name, email, role, organization, ...row }) => ({
      name,
      email,
      role,
      organization,
      code: usableCode(row),
    }));
}

/** A code one demo operator can use now, or null where help is not allowed. */
export async function demoCode(operatorId: string, asked: Headers): Promise<string | null> {
  if (!demoHelpAllowed(asked)) return null;
  const row = await kysely
    .selectFrom("operator")
    .select(["id", "totp_secret", "totp_last_window"])
    .where("id", "=", operatorId)
    .where("email", "like", `%${demoDomain}`)
    .where("totp_enrolled_at", "is not", null)
    .executeTakeFirst();
  return row ? usableCode(row) : null;
}

// A code works once. When the current one was used, the next is taken already.
function usableCode(row: { id: string; totp_secret: string | null; totp_last_window: unknown }): string {
  if (!row.totp_secret) return "";
  const current = currentWindow();
  const used = row.totp_last_window !== null && Number(row.totp_last_window) >= current;
  return codeOf(openSeed(row.id, row.totp_secret), used ? current + 1 : current);
}
