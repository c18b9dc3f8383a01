import { channelRef } from "@/lib/billing/top-ups/fields";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { settleLocked } from "@/lib/commerce/refunds/conclude";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { requireWaiting, seeWaiting } from "@/lib/commerce/refunds/waiting";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Says that a refund was sent from the bank account, and under which reference: only now it counts as paid out and its customer
 * is told. Whoever asked for the refund never sends it.
 */
export const confirmTransfer = command({
  name: "refunds.confirm-transfer",
  permission: "billing.refunds.send",
  sensitive: true,
  input: object({
    refundId: id,
    /** The bank's reference of the transfer that sent it. */
    sentRef: channelRef,
  }),
  scope: byPlatformStaff(
    "billing.refunds.send",
    ofRow("refund", ({ refundId }) => refundId),
  ),
  async preview({ refundId, sentRef }) {
    const { target, state } = await seeWaiting(refundId);
    return { target, before: { state }, after: { state: "succeeded", sentRef } };
  },
  async run({ input: { refundId, sentRef }, tx, caller, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    requireWaiting(refund, "refunds.confirm-transfer");
    const sender = operatorOf(caller);
    if (sender !== null && sender === (await requesterOf(tx, refund)))
      throw refused("commerce.sent_by_another");
    const twin = await tx.refund.findUnique({
      where: { provider_providerRef: { provider: "bank", providerRef: sentRef } },
      select: { number: true },
    });
    if (twin) throw conflict("commerce.transfer_counts_once", { reference: sentRef, number: twin.number });
    const state = await settleLocked({ tx, emit, now }, refund, sentRef);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.change({ state: refund.state }, { state, sentRef });
    return { refundId, state };
  },
});

async function requesterOf(tx: Tx, { approvalId }: { approvalId: string | null }): Promise<string | null> {
  const approval =
    approvalId &&
    (await tx.approval.findUnique({ where: { id: approvalId }, select: { requesterId: true } }));
  return approval ? approval.requesterId : null;
}
