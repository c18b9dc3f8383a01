import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { failLocked } from "@/lib/commerce/refunds/conclude";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { requireWaiting, seeWaiting } from "@/lib/commerce/refunds/waiting";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Says that a refund cannot be sent from the bank account: its money stays where it was, and people decide anew. */
export const giveUpTransfer = command({
  name: "refunds.give-up-transfer",
  permission: "billing.refunds.send",
  sensitive: true,
  input: object({ refundId: id, reason }),
  scope: byPlatformStaff(
    "billing.refunds.send",
    ofRow("refund", ({ refundId }) => refundId),
  ),
  async preview({ refundId }) {
    const { target, state } = await seeWaiting(refundId);
    return { target, before: { state }, after: { state: "failed" } };
  },
  async run({ input: { refundId, reason }, tx, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    requireWaiting(refund, "refunds.give-up-transfer");
    const state = await failLocked({ tx, emit, now }, refund, reason);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.change({ state: refund.state }, { state });
    return { refundId, state };
  },
});
