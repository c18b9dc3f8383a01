import { noteSuspension } from "@/lib/billing/billing-profiles/note-suspension";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";

const stateOf = (organizationId: string) =>
  prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { state: true, suspendedAt: true },
  });

/**
 * Suspends an organization whose billing profile was suspended for arrears, once, and notes with the profile that it did. One that a
 * person has suspended is left as it is.
 */
export async function suspendWithProfile(of: {
  billingProfileId: string;
  organizationId: string;
  number: string | null;
}): Promise<{ suspended: boolean }> {
  const { billingProfileId, organizationId, number } = of;
  const caller = await systemCaller("dun-bills");
  const profile = await prisma.billingProfile.findUnique({
    where: { id: billingProfileId },
    select: { suspendedAt: true },
  });
  if (!profile?.suspendedAt) return { suspended: false };
  try {
    await perform(
      suspendOrganization,
      { organizationId, reason: `Overdue: ${number ?? organizationId}` },
      // Broken off after this, it is answered again, and noted all the same.
      { ...caller, idempotencyKey: `arrears:${billingProfileId}:${profile.suspendedAt.getTime()}` },
    );
  } catch (error) {
    if (error instanceof AppError && error.reason === "wrong_state") return { suspended: false };
    throw error;
  }
  const { suspendedAt } = await stateOf(organizationId);
  if (!suspendedAt) return { suspended: false };
  const { noted } = await perform(
    noteSuspension,
    { billingProfileId, suspendedAt: suspendedAt.toISOString() },
    caller,
  );
  // It was paid in this moment.
  if (!noted) await liftWithProfile({ organizationId, organizationSuspendedAt: suspendedAt });
  return { suspended: noted };
}

/** Ends the suspension that began with a billing profile's; another one, that a person imposed before or since, stays. */
export async function liftWithProfile(of: {
  organizationId: string;
  organizationSuspendedAt: Date | null;
}): Promise<{ restored: boolean }> {
  const { organizationId, organizationSuspendedAt } = of;
  if (!organizationSuspendedAt) return { restored: false };
  const { state, suspendedAt } = await stateOf(organizationId);
  if (state !== "suspended" || suspendedAt?.getTime() !== organizationSuspendedAt.getTime())
    return { restored: false };
  const reason = "Its bills are paid.";
  await perform(reactivateOrganization, { organizationId, reason }, await systemCaller("dun-bills"));
  return { restored: true };
}
