import { z } from "zod";
import { keepApprovalWaiting } from "@/lib/commerce/refunds/approval";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { reviveLocked } from "@/lib/commerce/refunds/revive";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * The provider has taken a refund up and takes its time, as banks do: its number is kept, and the approval goes on waiting, so
 * that nobody believes the answer lost and asks for the money a second time.
 */
export const acceptRefund = command({
  name: "refunds.accept",
  permission: null,
  approvable: false,
  input: object({ refundId: id, providerRef: z.string().min(1).max(255) }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, providerRef }, tx, audit, emit, now }) {
    const before = await lockRefund(tx, refundId);
    audit.target({ type: "refunds", id: refundId, label: before.number });
    // It moved a moment ago.
    if (before.state === "succeeded") return { refundId, state: before.state as string };
    const refund = before.state === "failed" ? await reviveLocked({ tx, emit, now }, before) : before;
    const state = await refundMachine.move(
      "accept",
      ({ where, data }) =>
        tx.refund.updateMany({
          where: { id: refundId, ...where },
          data: { ...data, providerRef, updatedAt: now },
        }),
      async () => refund,
    );
    await keepApprovalWaiting(tx, refund);
    audit.change({ state: before.state, providerRef: before.providerRef }, { state, providerRef });
    return { refundId, state: state as string };
  },
});
