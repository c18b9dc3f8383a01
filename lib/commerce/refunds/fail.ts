import { z } from "zod";
import { failLocked } from "@/lib/commerce/refunds/conclude";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** The money did not move and will not. */
export const failRefund = command({
  name: "refunds.fail",
  permission: null,
  approvable: false,
  input: object({
    refundId: id,
    message: z.string().trim().min(1).max(500),
    /** An earlier refund that turned out to be done: this one was never asked for. */
    overtakenById: id.optional(),
  }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, message, overtakenById }, tx, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    const overtakenBy = overtakenById
      ? await tx.refund.findUniqueOrThrow({ where: { id: overtakenById }, select: { approvalId: true } })
      : undefined;
    const state = await failLocked({ tx, emit, now }, refund, message, overtakenBy);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.reason(message);
    audit.change({ state: refund.state }, { state });
    return { refundId, state };
  },
});
