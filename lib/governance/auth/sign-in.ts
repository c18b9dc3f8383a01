import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { addressAllowed } from "@/lib/governance/auth/address";
import { countAttempt } from "@/lib/governance/auth/attempts";
import { isDemoAccount } from "@/lib/governance/auth/demo-help";
import { hashPassword, needsRehash, passwordMatches } from "@/lib/governance/auth/password-hash";
import { tellOfLock } from "@/lib/governance/auth/tell-of-lock";
import { startSession } from "@/lib/governance/sessions/start";
import { recordSignIn, type SignInOutcome } from "@/lib/governance/sign-ins/record";

export type Credentials = {
  email: string;
  password: string;
  /** The secret of the browser's device cookie. */
  device: string;
  /** Whether demo accounts may sign in by this request (`demoHelpAllowed`). */
  demo?: boolean;
};

/**
 * The first half of signing in: e-mail and password. Until the second factor follows, the session it begins is good for
 * nothing else. An unknown account, a wrong password and an account that was never activated get the same answer after the same
 * work; only who knows the password learns that the account is disabled or its organization suspended.
 * @returns the session's id.
 * @throws unauthenticated (`governance.wrong_credentials`), forbidden (`governance.session_disabled`,
 * `governance.session_organization_suspended`, `governance.address_refused`, `governance.demo_elsewhere`), rate_limited when the
 * account or the address failed too often: whether or not the account exists.
 */
export async function signInWithPassword(credentials: Credentials, facts: RequestFacts): Promise<string> {
  const at = now();
  const email = credentials.email.trim().toLowerCase();
  const operator = await accountOf(email);
  const note = (outcome: SignInOutcome) =>
    recordSignIn(
      {
        email,
        outcome,
        operator: operator ? { id: operator.id, organizationId: operator.organization_id } : null,
        at,
      },
      facts,
    );

  const attempt = await countAttempt("password", email, facts.address, async (locked, seconds) => {
    await note("locked");
    if (operator && locked === "account") await tellOfLock(operator.id, seconds);
  });
  const matches = await passwordMatches(operator?.password_hash ?? null, credentials.password);
  if (!operator || !matches || operator.state === "invited") {
    await note(operator ? "wrong_password" : "unknown_account");
    throw new AppError("unauthenticated", "governance.wrong_credentials");
  }
  await attempt.succeeded();

  if (isDemoAccount(email) && !credentials.demo) {
    await note("address_refused");
    throw new AppError("forbidden", "governance.demo_elsewhere");
  }
  const refusal = refusalOf(operator, facts.address);
  if (refusal) {
    await note(refusal);
    throw new AppError("forbidden", reasons[refusal]);
  }
  if (operator.password_hash && needsRehash(operator.password_hash))
    await renewHash(operator.id, operator.password_hash, credentials.password);
  const sessionId = await startSession(operator.id, credentials.device, facts, at);
  await note("password_accepted");
  return sessionId;
}

const accountOf = (email: string) =>
  kysely
    .selectFrom("operator")
    .innerJoin("organization", "organization.id", "operator.organization_id")
    .select([
      "operator.id",
      "operator.organization_id",
      "operator.state",
      "operator.password_hash",
      "organization.state as organizationState",
      "organization.ip_allow_list",
    ])
    .where("operator.email", "=", email)
    .executeTakeFirst();

type Refusal = "disabled" | "organization_suspended" | "address_refused";

const reasons: Record<Refusal, string> = {
  disabled: "governance.session_disabled",
  organization_suspended: "governance.session_organization_suspended",
  address_refused: "governance.address_refused",
};

function refusalOf(
  operator: { state: string; organizationState: string; ip_allow_list: string[] },
  address: string | null,
): Refusal | null {
  if (operator.state === "disabled") return "disabled";
  if (operator.organizationState === "suspended") return "organization_suspended";
  return addressAllowed(operator.ip_allow_list, address) ? null : "address_refused";
}

// Only over the hash that was checked: a password changed meanwhile stays changed.
async function renewHash(operatorId: string, earlier: string, password: string): Promise<void> {
  await kysely
    .updateTable("operator")
    .set({ password_hash: await hashPassword(password) })
    .where("id", "=", operatorId)
    .where("password_hash", "=", earlier)
    .execute();
}
