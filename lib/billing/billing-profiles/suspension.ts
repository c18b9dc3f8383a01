import { profileOf } from "@/lib/billing/billing-profiles/find";
import type { BillOwner } from "@/lib/billing/bills/issuer";
import { after, days } from "@/lib/core/clock";
import type { Run } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { setting } from "@/lib/settings/settings/read";

type Suspending = Pick<Run<unknown>, "tx" | "emit" | "now">;
type Owed = BillOwner & { id: string; currency: string; number: string | null };

/**
 * Suspends an owner for arrears (admin-prd 7): marks their profile, and has the organization itself suspended where the
 * settings say so. An owner without a profile gets one for the mark.
 * @returns whether they were not suspended before.
 */
export async function suspendOwner(
  { tx, emit, now }: Suspending,
  { organizationId, customerId, currency, id, number }: Owed,
  alsoOrganization: boolean,
): Promise<boolean> {
  const profile = await profileOf(tx, { organizationId, customerId }, currency);
  if (profile?.suspendedAt) return false;
  const organizationToo = alsoOrganization && customerId === null;
  const mark = { suspendedAt: now, updatedAt: now };
  const billingProfileId = profile?.id ?? newId();
  if (profile)
    await tx.billingProfile.update({
      where: { id: profile.id },
      data: { ...mark, version: { increment: 1 } },
      select: { id: true },
    });
  else
    await tx.billingProfile.create({
      data: { id: billingProfileId, organizationId, customerId, currency, createdAt: now, ...mark },
      select: { id: true },
    });
  emit("billing-profiles/suspended", {
    billingProfileId,
    organizationId,
    customerId,
    billId: id,
    number,
    organizationToo,
  });
  return true;
}

/** Lifts an owner's suspension once none of their bills that led to one is unpaid (admin-prd 7). */
export async function liftSuspension({ tx, emit, now }: Suspending, owed: Owed): Promise<void> {
  const { organizationId, customerId, currency } = owed;
  const profile = await profileOf(tx, { organizationId, customerId }, currency);
  if (!profile?.suspendedAt) return;
  const { suspendAfterDays } = await setting("billing", tx);
  const stillOwed =
    suspendAfterDays > 0 &&
    (await tx.bill.findFirst({
      where: {
        organizationId,
        customerId,
        currency,
        id: { not: owed.id },
        disputed: false,
        state: { in: ["issued", "to_pay", "partially_paid"] },
        dueAt: { lt: after(now, -days(suspendAfterDays)) },
      },
      select: { id: true },
    }));
  if (stillOwed) return;
  await tx.billingProfile.update({
    where: { id: profile.id },
    data: { suspendedAt: null, organizationSuspendedAt: null, version: { increment: 1 }, updatedAt: now },
    select: { id: true },
  });
  emit("billing-profiles/restored", {
    billingProfileId: profile.id,
    organizationId,
    customerId,
    organizationSuspendedAt: profile.organizationSuspendedAt,
  });
}
