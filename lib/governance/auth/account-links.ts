import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { hashToken } from "@/lib/core/crypto/token";
import { kysely, prisma } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { systemCaller } from "@/lib/core/system";
import { noteLock } from "@/lib/governance/auth/account-lock";
import { countAttempt, forgetAttempts } from "@/lib/governance/auth/attempts";
import { acceptInvitation } from "@/lib/governance/operators/accept-invitation";
import { requestPasswordReset } from "@/lib/governance/operators/request-password-reset";
import { resetPassword } from "@/lib/governance/operators/reset-password";

export type LinkPurpose = "invitation" | "password_reset";

/** Whose account a link opens; null when it is unknown, expired, was used, or its account may not use it. */
export async function openAccountLink(token: string, purpose: LinkPurpose) {
  const link = await prisma.accountLink.findUnique({
    where: { tokenHash: hashToken(token), purpose, usedAt: null, expiresAt: { gt: now() } },
    select: {
      operator: {
        select: {
          id: true,
          name: true,
          email: true,
          state: true,
          organizationId: true,
          organization: { select: { name: true } },
        },
      },
    },
  });
  const state = purpose === "invitation" ? "invited" : "active";
  return link?.operator.state === state ? link.operator : null;
}

/**
 * Sets the password its holder chose and uses the link up.
 * @returns the account's e-mail address.
 * @throws rule_violation (`governance.link_invalid`), invalid_input when the policy does not accept the password.
 */
export async function redeemAccountLink(
  purpose: LinkPurpose,
  input: { token: string; password: string },
  facts: RequestFacts,
): Promise<string> {
  const operator = await openAccountLink(input.token, purpose);
  if (!operator) throw refused("governance.link_invalid");
  const { path } = await kysely
    .selectFrom("organization")
    .select(sql<string>`path::text`.as("path"))
    .where("id", "=", operator.organizationId)
    .executeTakeFirstOrThrow();
  // The holder of the link is the operator, and nothing but their own account is theirs by it.
  const holder: Caller = {
    ...facts,
    actor: { type: "operator", operatorId: operator.id, label: operator.name, sessionId: null },
    scope: { kind: "organization", organizationId: operator.organizationId, path },
    grants: [],
    steppedUpAt: null,
  };
  await perform(purpose === "invitation" ? acceptInvitation : resetPassword, input, holder);
  await forgetAttempts("password", operator.email);
  // Codes that were wrong too often still lock it.
  await noteLock(prisma, operator, now());
  return operator.email;
}

const answerTakes = 600;

/**
 * Sends a link to set a new password, if there is an active account with this address. It always takes as long and answers
 * nothing, so that nobody learns who has an account.
 * @throws rate_limited after too many requests for an address or from one.
 */
export async function sendPasswordReset(email: string, facts: RequestFacts): Promise<void> {
  await countAttempt("reset", email, facts.address);
  await Promise.all([setTimeout(answerTakes), sendIfKnown(email, facts)]);
}

async function sendIfKnown(email: string, facts: RequestFacts): Promise<void> {
  const operator = await prisma.operator.findUnique({
    where: { email: email.trim().toLowerCase(), state: "active" },
    select: { id: true },
  });
  if (!operator) return;
  const caller = { ...(await systemCaller("password-reset")), ...facts };
  await perform(requestPasswordReset, { operatorId: operator.id }, caller);
}
