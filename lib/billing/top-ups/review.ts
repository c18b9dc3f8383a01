import { z } from "zod";
import { failRecharge, settleRecharge } from "@/lib/billing/auto-recharges/outcome";
import { postCredited, postReturned } from "@/lib/billing/top-ups/credit";
import { channelRef } from "@/lib/billing/top-ups/fields";
import { type LockedTopUp, lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { raiseRefundTask } from "@/lib/commerce/refund-tasks/raise";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { invalidInput, notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Decides about a large amount that has arrived: it is credited, or it goes back (admin-prd 6). Nobody who recorded or
 * confirmed it decides. What came through a provider goes back by a refund, for which a task is raised; what came by bank went
 * back by the transfer the reviewer names.
 */
export const reviewTopUp = command({
  name: "top-ups.review",
  permission: "billing.top-ups.review",
  sensitive: true,
  input: object({
    topUpId: id,
    decision: z.enum(["approve", "reject"]),
    /** For a rejected bank transfer: the bank's reference of the transfer that sent it back. */
    returnRef: channelRef.optional(),
    reason,
  }),
  scope: byPlatformStaff(
    "billing.top-ups.review",
    ofRow("top_up", ({ topUpId }) => topUpId),
  ),
  async preview({ topUpId, decision }) {
    const before = await prisma.topUp.findUnique({
      where: { id: topUpId },
      select: { number: true, state: true },
    });
    if (!before) throw notFound();
    return {
      target: { type: "top-ups", id: topUpId, label: before.number },
      before: { state: before.state },
      after: { state: decision === "approve" ? "succeeded" : "closed" },
    };
  },
  async run({ input: { topUpId, decision, returnRef, reason }, tx, caller, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    const reviewer = operatorOf(caller);
    if (reviewer !== null && [topUp.createdById, topUp.confirmedById].includes(reviewer))
      throw refused("billing.reviewed_by_another");
    const approved = decision === "approve";
    const state = await topUpMachine.move(
      decision,
      ({ where, data }) =>
        tx.topUp.updateMany({
          where: { id: topUpId, ...where },
          data: {
            ...data,
            ...(approved ? { creditedAt: now } : { closedAt: now, failureReason: reason }),
            ...stamps(now),
          },
        }),
      async () => ({ state: topUp.state }),
    );
    const run = { tx, emit, now };
    if (approved) {
      if (topUp.automatic) await settleRecharge(run, topUpId);
      await postCredited(tx, topUp, now);
      emit("top-ups/succeeded", { topUpId, organizationId: topUp.organizationId, walletId: topUp.walletId });
    } else await sendBack(run, topUp, returnRef);
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change({ state: topUp.state }, { state, ...(returnRef ? { returnRef } : {}) });
    return { topUpId, state };
  },
});

async function sendBack(run: PaymentRun, topUp: LockedTopUp, returnRef: string | undefined): Promise<void> {
  const { tx, now } = run;
  if (topUp.channel === "bank_transfer") {
    if (!returnRef) throw invalidInput([{ path: "returnRef", key: "billing.validation.return_ref" }]);
    return postReturned(tx, topUp, returnRef, now);
  }
  // The payment that lies in suspense; another one may have come since and was set aside by itself.
  const received = await tx.ledgerTransaction.findFirstOrThrow({
    where: { referenceType: "top-ups", referenceId: topUp.id, kind: "top_up_in_review" },
    select: { key: true },
  });
  await raiseRefundTask(run, {
    attemptId: received.key.split(":")[1] ?? "",
    organizationId: topUp.organizationId,
    amount: topUp.amount,
    cause: "review_rejected",
    orderId: null,
  });
  if (topUp.automatic) await failRecharge(run, topUp.id, { code: "review_rejected" });
}
