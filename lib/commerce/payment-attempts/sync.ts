import { lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** The event that makes a durable function ask the provider how a payment stands. */
export const syncAsked = "payment-attempts/sync-asked";

/** Asks the provider how a payment stands, now (admin-prd 6: status query). The answer is taken over in a moment. */
export const syncPayment = command({
  name: "payment-attempts.sync",
  permission: "commerce.payment-attempts.read",
  approvable: false,
  input: object({ attemptId: id }),
  scope: ofRow("payment_attempt", (input) => input.attemptId),
  async run({ input: { attemptId }, tx, audit, emit }) {
    const attempt = await lockAttempt(tx, attemptId);
    audit.target({ type: "payment-attempts", id: attemptId, label: attempt.number });
    emit(syncAsked, { attemptId, organizationId: attempt.organizationId });
    return { attemptId, state: attempt.state };
  },
});
