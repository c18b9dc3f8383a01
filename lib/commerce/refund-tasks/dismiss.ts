import { refundTaskMachine } from "@/lib/commerce/refund-tasks/machine";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

const shown = { state: true, attemptId: true, refundId: true } as const;

/**
 * Closes a refund task without a refund from here: the money went back otherwise, or stays. It remains in suspense until
 * somebody corrects the books.
 */
export const dismissRefundTask = command({
  name: "refund-tasks.dismiss",
  permission: "commerce.refunds.request",
  input: object({ refundTaskId: id, reason }),
  scope: ofRow("refund_task", (input) => input.refundTaskId),
  async preview({ refundTaskId }) {
    const task = await prisma.refundTask.findUnique({ where: { id: refundTaskId }, select: shown });
    if (!task) throw notFound();
    const attempt = await prisma.paymentAttempt.findUniqueOrThrow({
      where: { id: task.attemptId },
      select: { number: true },
    });
    return {
      target: { type: "refund-tasks", id: refundTaskId, label: attempt.number },
      before: { state: task.state },
      after: { state: "dismissed" },
    };
  },
  async run({ input: { refundTaskId, reason }, tx, audit, now }) {
    await tx.$queryRaw`select 1 from refund_task where id = ${refundTaskId}::uuid for no key update`;
    const read = () => tx.refundTask.findUnique({ where: { id: refundTaskId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    if (before.state === "open" && before.refundId) throw conflict("commerce.task_taken");
    const state = await refundTaskMachine.move(
      "dismiss",
      ({ where, data }) =>
        tx.refundTask.updateMany({
          where: { id: refundTaskId, ...where },
          data: { ...data, note: reason, closedAt: now },
        }),
      read,
    );
    const { number } = await tx.paymentAttempt.findUniqueOrThrow({
      where: { id: before.attemptId },
      select: { number: true },
    });
    audit.target({ type: "refund-tasks", id: refundTaskId, label: number });
    audit.change({ state: before.state }, { state });
    return { refundTaskId, state };
  },
});
