import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

const moves = {
  pending: "unlock_pending",
  in_review: "unlock_in_review",
  succeeded: "unlock_succeeded",
  failed: "unlock_failed",
  partially_refunded: "unlock_partially_refunded",
} as const;

const isLockable = (state: string | null): state is keyof typeof moves =>
  state !== null && Object.hasOwn(moves, state);

/** Lets a locked top-up go on where it stood; what was paid meanwhile waits for a review. */
export const unlockTopUp = command({
  name: "top-ups.unlock",
  permission: "billing.top-ups.manage",
  input: object({ topUpId: id, reason }),
  scope: byPlatformStaff(
    "billing.top-ups.manage",
    ofRow("top_up", ({ topUpId }) => topUpId),
  ),
  async run({ input: { topUpId }, tx, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    const { lockedFrom } = topUp;
    if (!isLockable(lockedFrom))
      throw conflict("wrong_state", { state: topUp.state, action: "top-ups.unlock" }, { state: topUp.state });
    const state = await topUpMachine.move(
      moves[lockedFrom],
      ({ where, data }) =>
        tx.topUp.updateMany({
          where: { id: topUpId, ...where },
          data: { ...data, lockedFrom: null, lockReason: null, ...stamps(now) },
        }),
      async () => ({ state: topUp.state }),
    );
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change({ state: topUp.state }, { state });
    emit("top-ups/unlocked", { topUpId, organizationId: topUp.organizationId });
    return { topUpId, state };
  },
});
