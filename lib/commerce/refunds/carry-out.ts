import { acceptRefund } from "@/lib/commerce/refunds/accept";
import type { RefundAnswer } from "@/lib/commerce/refunds/ask-provider";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { loseRefundAnswer } from "@/lib/commerce/refunds/lose-answer";
import { isOpen, openStates } from "@/lib/commerce/refunds/machine";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

const caller = () => systemCaller("execute-refund");

/** Takes over what the provider said: the last of a refund's three steps. @returns the state the refund is in. */
export async function concludeRefund(refundId: string, answer: RefundAnswer): Promise<string> {
  switch (answer.answer) {
    case "settled":
      return (await perform(settleRefund, { refundId, providerRef: answer.providerRef }, await caller()))
        .state;
    case "refused":
      return (await perform(failRefund, { refundId, message: answer.message }, await caller())).state;
    case "lost":
      return (await perform(loseRefundAnswer, { refundId }, await caller())).state;
    case "pending":
      return (await perform(acceptRefund, { refundId, providerRef: answer.providerRef }, await caller()))
        .state;
    case "made_before": {
      const { earlierId, number, providerRef, status } = answer;
      const message = `${number} has been paid out after all.`;
      // The one nobody asked for ends first: the earlier one then ends the approval.
      const { state } = await perform(
        failRefund,
        { refundId, message, overtakenById: earlierId },
        await caller(),
      );
      await concludeRefund(earlierId, { answer: status, providerRef });
      return state;
    }
    case "over":
      return stateOf(refundId);
  }
}

async function stateOf(refundId: string): Promise<string> {
  const { state } = await prisma.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { state: true },
  });
  return state;
}

/** Whether a refund still waits for its end. */
export const waitsForEnd = async (refundId: string): Promise<boolean> => isOpen(await stateOf(refundId));

/**
 * A person who looked has ended the approval of a refund whose answer was lost: the refund follows (design section 4).
 * @returns the refunds that were ended by it.
 */
export async function followApproval(approvalId: string): Promise<string[]> {
  const approval = await prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: {
      state: true,
      error: true,
      refunds: {
        where: { state: { in: [...openStates] } },
        select: { id: true, state: true, providerRef: true },
      },
    },
  });
  // A transfer is made when its reference is known, whatever anybody says of the approval.
  for (const { id, state, providerRef } of approval.refunds)
    if (approval.state === "executed" && state !== "to_send")
      await concludeRefund(id, { answer: "settled", providerRef: null });
    // What the provider has, it ends.
    else if (approval.state === "failed" && !providerRef)
      await concludeRefund(id, { answer: "refused", message: messageOf(approval.error) });
  return approval.refunds.map(({ id }) => id);
}

const messageOf = (error: unknown): string =>
  error !== null && typeof error === "object" && "message" in error && error.message
    ? String(error.message)
    : "Settled by hand as not done.";
