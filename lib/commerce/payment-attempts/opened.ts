import { z } from "zod";
import { lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** The provider has opened a page to pay on. The answer may come after the payer, or after we gave up: then it only adds what it knows. */
export const openedPayment = command({
  name: "payment-attempts.opened",
  permission: null,
  approvable: false,
  input: object({
    attemptId: id,
    sessionRef: z.string().min(1).max(255),
    paymentRef: z.string().min(1).max(255).nullable(),
    payUrl: z.url(),
    expiresAt: z.iso.datetime(),
  }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input, tx, audit, now }) {
    const { attemptId, sessionRef, paymentRef, payUrl, expiresAt } = input;
    const attempt = await lockAttempt(tx, attemptId);
    const { from, to } = paymentAttemptMachine.moves.open;
    const opens = from.includes(attempt.state);
    const payable = (opens || attempt.state === "pending") && !attempt.closing;
    const state = opens ? to : attempt.state;
    await tx.paymentAttempt.update({
      where: { id: attemptId },
      data: {
        state,
        sessionRef: attempt.sessionRef ?? sessionRef,
        paymentRef: attempt.paymentRef ?? paymentRef,
        ...(payable ? { payUrl, expiresAt: new Date(expiresAt) } : {}),
        updatedAt: now,
      },
      select: { id: true },
    });
    audit.target({ type: "payment-attempts", id: attemptId, label: attempt.number });
    audit.change({ state: attempt.state }, { state });
    return { attemptId, state, payable };
  },
});
