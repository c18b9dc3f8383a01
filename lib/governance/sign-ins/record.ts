import { prisma, type Tx } from "@/lib/core/db";
import type { RequestFacts } from "@/lib/core/http/request";
import { newId } from "@/lib/core/id";

export type SignInOutcome =
  | "password_accepted"
  | "succeeded"
  | "wrong_password"
  | "unknown_account"
  | "wrong_code"
  | "locked"
  | "disabled"
  | "organization_suspended"
  | "address_refused";

export type SignInEntry = {
  email: string;
  outcome: SignInOutcome;
  /** Null where there is no such account. */
  operator: { id: string; organizationId: string } | null;
  newDevice?: boolean;
  newNetwork?: boolean;
  at: Date;
};

/**
 * Adds a line to the sign-in history: every try, whatever came of it, but of those a lock refuses the first alone.
 * @param db the transaction it belongs to; without one it stands whatever happens next.
 */
export async function recordSignIn(
  entry: SignInEntry,
  facts: RequestFacts,
  db: Pick<Tx, "signIn"> = prisma,
): Promise<void> {
  await db.signIn.create({
    data: {
      id: newId(),
      organizationId: entry.operator?.organizationId ?? null,
      operatorId: entry.operator?.id ?? null,
      email: entry.email.slice(0, 254),
      outcome: entry.outcome,
      address: facts.address ?? "",
      userAgent: facts.userAgent ?? "",
      newDevice: entry.newDevice ?? false,
      newNetwork: entry.newNetwork ?? false,
      createdAt: entry.at,
    },
    select: { id: true },
  });
}
