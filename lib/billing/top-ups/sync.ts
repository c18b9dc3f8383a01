import { syncAsked } from "@/lib/commerce/payment-attempts/sync";
import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Has the provider asked how a top-up's payments stand (admin-prd 6: status query). What it says is carried out like a
 * webhook's news.
 */
export const syncTopUp = command({
  name: "top-ups.sync",
  permission: "billing.top-ups.create",
  approvable: false,
  input: object({ topUpId: id }),
  scope: ofRow("top_up", ({ topUpId }) => topUpId),
  async run({ input: { topUpId }, tx, audit, emit }) {
    const topUp = await tx.topUp.findUnique({
      where: { id: topUpId },
      select: { number: true, organizationId: true, attempts: { select: { id: true } } },
    });
    if (!topUp) throw notFound();
    if (topUp.attempts.length === 0) throw refused("billing.nothing_to_ask");
    for (const { id: attemptId } of topUp.attempts)
      emit(syncAsked, { attemptId, organizationId: topUp.organizationId });
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    return { topUpId, asked: topUp.attempts.length };
  },
});
