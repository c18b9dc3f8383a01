import { endRefundApproval } from "@/lib/commerce/refunds/approval";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * The provider was asked and its answer was lost: neither done nor failed until it is looked up, or a person settles it
 * (design section 4).
 */
export const loseRefundAnswer = command({
  name: "refunds.lose-answer",
  permission: null,
  approvable: false,
  input: object({ refundId: id }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId }, tx, audit, now }) {
    const refund = await lockRefund(tx, refundId);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    if (refund.state !== "processing") return { refundId, state: refund.state };
    const state = await refundMachine.move(
      "lose_answer",
      ({ where, data }) =>
        tx.refund.updateMany({ where: { id: refundId, ...where }, data: { ...data, updatedAt: now } }),
      async () => refund,
    );
    await endRefundApproval(tx, refund, { outcome: "unknown" }, now);
    audit.change({ state: refund.state }, { state });
    return { refundId, state };
  },
});
