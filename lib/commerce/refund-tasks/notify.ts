import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

const mostTold = 50;

/** Tells those who can ask for the refund that money came which may not be used (connectivity 6.8). */
export const notifyRefundTask = command({
  name: "refund-tasks.notify",
  permission: null,
  kind: "traffic",
  input: object({ refundTaskId: id }),
  scope: bySystem(ofRow("refund_task", (input) => input.refundTaskId)),
  async run({ input: { refundTaskId }, tx, place, now }) {
    const task = await tx.refundTask.findUniqueOrThrow({
      where: { id: refundTaskId },
      select: { attemptId: true, amount: true, currency: true, cause: true, state: true },
    });
    if (task.state !== "open") return { told: 0 };
    const { number } = await tx.paymentAttempt.findUniqueOrThrow({
      where: { id: task.attemptId },
      select: { number: true },
    });
    const readers = await tx.$queryRaw<{ id: string }[]>`
      select distinct operator.id
      from operator
      join role_grant on role_grant.operator_id = operator.id
      join role on role.id = role_grant.role_id
      join organization on organization.id = role_grant.organization_id
      where operator.state = 'active' and organization.path @> ${place.path}::ltree
        and 'commerce.refunds.request' = any(role.permissions)
      order by operator.id
      limit ${mostTold}`;
    await notify(tx, {
      operatorIds: readers.map((reader) => reader.id),
      message: "commerce.inbox.refund_task_raised",
      params: {
        amount: `${Money.of(task.amount.toFixed(), task.currency).amount.toFixed()} ${task.currency}`,
        attempt: number,
        cause: { key: `commerce.resources.refund-tasks.values.cause.${task.cause}` },
      },
      href: `commerce/refund-tasks/${refundTaskId}`,
      organizationId: place.organizationId,
      now,
    });
    return { told: readers.length };
  },
});
