import { z } from "zod";
import { settleLocked } from "@/lib/commerce/refunds/conclude";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** The money has moved. Once, whoever says so first: the provider's answer, its webhook, or a person. */
export const settleRefund = command({
  name: "refunds.settle",
  permission: null,
  approvable: false,
  input: object({ refundId: id, providerRef: z.string().max(255).nullable().default(null) }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, providerRef }, tx, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    const state = await settleLocked({ tx, emit, now }, refund, providerRef);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.change({ state: refund.state }, { state });
    return { refundId, state };
  },
});
