import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Stops a suspicious top-up: it is neither credited nor confirmed, closed or refunded until it is unlocked (admin-prd 6). What
 * is paid for it meanwhile waits in suspense.
 */
export const lockTopUpCommand = command({
  name: "top-ups.lock",
  permission: "billing.top-ups.manage",
  input: object({ topUpId: id, reason }),
  scope: byPlatformStaff(
    "billing.top-ups.manage",
    ofRow("top_up", ({ topUpId }) => topUpId),
  ),
  async preview({ topUpId, reason }) {
    const before = await prisma.topUp.findUnique({
      where: { id: topUpId },
      select: { number: true, state: true },
    });
    if (!before) throw notFound();
    return {
      target: { type: "top-ups", id: topUpId, label: before.number },
      before: { state: before.state },
      after: { state: "locked", lockReason: reason },
    };
  },
  async run({ input: { topUpId, reason }, tx, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    const state = await topUpMachine.move(
      "lock",
      ({ where, data }) =>
        tx.topUp.updateMany({
          where: { id: topUpId, ...where },
          data: { ...data, lockedFrom: topUp.state, lockReason: reason, ...stamps(now) },
        }),
      async () => ({ state: topUp.state }),
    );
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change({ state: topUp.state }, { state });
    emit("top-ups/locked", { topUpId, organizationId: topUp.organizationId });
    return { topUpId, state };
  },
});
