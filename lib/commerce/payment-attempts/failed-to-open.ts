import { z } from "zod";
import { lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { tellFailed } from "@/lib/commerce/payment-attempts/owner";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** What stands in `failureCode` while nobody knows whether a kept method was charged. */
export const answerLost = "answer_lost";

/**
 * The provider did not begin the payment. Where a kept method may have been charged all the same (`lost`), it stays open with
 * that said, until the provider is asked again: unknown is not failed (design section 4).
 */
export const failedToOpen = command({
  name: "payment-attempts.failed-to-open",
  permission: null,
  approvable: false,
  input: object({
    attemptId: id,
    code: z.string().max(100).nullable(),
    reason: z.string().min(1).max(500),
    lost: z.boolean().default(false),
  }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input: { attemptId, code, reason, lost }, tx, audit, emit, now }) {
    const attempt = await lockAttempt(tx, attemptId);
    audit.target({ type: "payment-attempts", id: attemptId, label: attempt.number });
    audit.reason(reason);
    // Somebody knew better in the meantime.
    if (attempt.state !== "created") return { attemptId, state: attempt.state };
    const unknown = lost && attempt.paymentMethodId !== null;
    const state = unknown ? attempt.state : paymentAttemptMachine.moves.fail.to;
    await tx.paymentAttempt.update({
      where: { id: attemptId },
      data: {
        state,
        failureCode: unknown ? answerLost : code,
        failureReason: reason,
        ...(unknown ? {} : { endedAt: now }),
        updatedAt: now,
      },
      select: { id: true },
    });
    audit.change({ state: attempt.state }, { state });
    if (!unknown) await tellFailed({ tx, emit, now }, attempt, { code, reason });
    return { attemptId, state };
  },
});
