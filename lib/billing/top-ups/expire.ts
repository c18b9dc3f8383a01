import { failRecharge } from "@/lib/billing/auto-recharges/outcome";
import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { movingMoney } from "@/lib/billing/top-ups/moving";
import { now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { log } from "@/lib/core/log";
import { bySystem, ofRow } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

/**
 * Ends a top-up whose time to pay is over, unless its money is being moved: one that still waited is closed. One that failed
 * stays failed, so that people see why; its page is closed all the same.
 */
export const expireTopUp = command({
  name: "top-ups.expire",
  permission: null,
  approvable: false,
  input: object({ topUpId: id }),
  scope: bySystem(ofRow("top_up", ({ topUpId }) => topUpId)),
  async run({ input: { topUpId }, tx, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    const failed = topUp.state === "failed";
    const { count } = await tx.topUp.updateMany({
      where: {
        id: topUpId,
        state: { in: failed ? ["failed"] : [...topUpMachine.moves.expire.from] },
        expiresAt: { lte: now },
        attempts: { none: movingMoney },
      },
      data: {
        ...(failed ? {} : { state: topUpMachine.moves.expire.to, closedAt: now }),
        expiresAt: null,
        ...stamps(now),
      },
    });
    // Paid, or taken up again, a moment ago.
    if (count === 0) return { topUpId, state: topUp.state };
    if (failed) {
      emit("top-ups/lapsed", { topUpId, organizationId: topUp.organizationId });
      return { topUpId, state: topUp.state };
    }
    if (topUp.automatic && topUp.state === "pending")
      await failRecharge({ tx, emit, now }, topUpId, { code: "expired" });
    audit.change({ state: topUp.state }, { state: "closed" });
    emit("top-ups/closed", { topUpId, organizationId: topUp.organizationId });
    return { topUpId, state: "closed" };
  },
});

const batch = 100;

/**
 * Ends every top-up whose time is over, in batches until none is left. One that fails does not stop the rest.
 * @returns how many were closed.
 */
export async function expireDueTopUps(): Promise<number> {
  const caller = await systemCaller("expire-top-ups");
  let closed = 0;
  let after = "";
  for (;;) {
    const due = await prisma.topUp.findMany({
      where: {
        state: { in: ["pending", "failed"] },
        expiresAt: { lte: now() },
        attempts: { none: movingMoney },
        ...(after ? { id: { gt: after } } : {}),
      },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id: topUpId } of due) {
      try {
        const { state } = await perform(expireTopUp, { topUpId }, caller);
        if (state === "closed") closed++;
      } catch (error) {
        if (!(error instanceof AppError)) log().error({ error, topUpId }, "a top-up could not be closed");
      }
    }
    if (due.length < batch) return closed;
    after = due.at(-1)?.id ?? "";
  }
}
