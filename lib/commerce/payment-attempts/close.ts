import { closingCode, lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Marks a payment whose owner is over, so that nobody pays it any more: one the provider was not asked for is canceled at once,
 * an open page is closed at the provider afterwards. What is paid before that counts and is set aside.
 */
export const closePayment = command({
  name: "payment-attempts.close",
  permission: null,
  approvable: false,
  input: object({ attemptId: id }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input: { attemptId }, tx, audit, now }) {
    const attempt = await lockAttempt(tx, attemptId);
    audit.target({ type: "payment-attempts", id: attemptId, label: attempt.number });
    const { state } = attempt;
    // A kept method may be being charged this moment: only the provider knows.
    if ((state !== "created" && state !== "pending") || attempt.paymentMethodId)
      return { attemptId, state, sessionRef: null };
    const unasked = state === "created";
    await tx.paymentAttempt.update({
      where: { id: attemptId },
      data: {
        failureCode: closingCode,
        failureReason: null,
        payUrl: null,
        ...(unasked ? { state: paymentAttemptMachine.moves.cancel.to, endedAt: now } : {}),
        updatedAt: now,
      },
      select: { id: true },
    });
    const after = unasked ? paymentAttemptMachine.moves.cancel.to : state;
    audit.change({ state }, { state: after });
    return { attemptId, state: after, sessionRef: attempt.sessionRef };
  },
});
