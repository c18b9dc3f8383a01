import type { LockedTopUp } from "@/lib/billing/top-ups/locked-row";
import { after, hours } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";
import { setting } from "@/lib/settings/settings/read";

/** Tells those who may review that a large amount has arrived. */
export async function tellReview(tx: Tx, topUp: LockedTopUp, now: Date): Promise<void> {
  await tellReviewers(tx, topUp, "top_up_in_review", now, {
    amount: `${topUp.amount.amount.toFixed()} ${topUp.currency}`,
  });
}

/** Tells the staff when one wallet's top-ups fail often (admin-prd 6: risk control). Once, at the failure that makes it often. */
export async function tellFailures(tx: Tx, topUp: LockedTopUp, now: Date): Promise<void> {
  const { failureNotice, failureWindowHours } = await setting("billing", tx);
  const failures = await tx.topUp.count({
    where: {
      walletId: topUp.walletId,
      failureReason: { not: null },
      paidAt: null,
      updatedAt: { gte: after(now, -hours(failureWindowHours)) },
    },
  });
  if (failures === failureNotice) await tellReviewers(tx, topUp, "top_up_failures", now, { failures });
}

async function tellReviewers(
  tx: Tx,
  topUp: LockedTopUp,
  message: string,
  now: Date,
  params: Record<string, string | number>,
): Promise<void> {
  const reviewers = await holdersOf(tx, "billing.top-ups.review", (await platformPlace()).path);
  await notify(tx, {
    operatorIds: reviewers.map(({ id }) => id),
    message: `billing.inbox.${message}`,
    params: { number: topUp.number, ...params },
    href: `billing/top-ups/${topUp.id}`,
    organizationId: topUp.organizationId,
    now,
  });
}
