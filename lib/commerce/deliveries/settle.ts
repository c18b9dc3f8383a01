import { z } from "zod";
import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { moveGrant } from "@/lib/commerce/benefit-grants/move";
import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Notes what became of the mail that brought a benefit. A report is granted when it has arrived, and has failed when its mail
 * did. Without an SMTP server mails are kept to be looked at: then that is where it arrived. The attempt's row is the record,
 * so this is counted and not audited.
 */
export const settleDelivery = command({
  name: "deliveries.settle",
  permission: null,
  kind: "traffic",
  input: object({
    deliveryId: id,
    outcome: z.enum(["sent", "kept", "failed"]),
    error: z.string().max(1000).optional(),
  }),
  scope: bySystem(ofRow("delivery_attempt", (input) => input.deliveryId)),
  async run({ input: { deliveryId, outcome, error }, tx, emit, now }) {
    const arrived = outcome !== "failed";
    const { grantId } = await tx.deliveryAttempt.findUniqueOrThrow({
      where: { id: deliveryId },
      select: { grantId: true },
    });
    const grant = await lockGrant(tx, grantId);
    const { count } = await tx.deliveryAttempt.updateMany({
      where: { id: deliveryId, state: "pending" },
      data: { state: arrived ? "delivered" : "failed", error: error ?? null, endedAt: now },
    });
    if (count === 0 || grant.kind !== "report" || !["pending", "failed"].includes(grant.state))
      return { deliveryId, state: grant.state as string };
    const state = arrived
      ? await moveGrant(tx, grant, "grant", { grantedAt: now, error: null }, now)
      : await moveGrant(tx, grant, "fail", { error: error ?? "mail_failed" }, now);
    if (grant.orderId) await fulfillIfGranted({ tx, emit, now }, grant.orderId);
    return { deliveryId, state: state as string };
  },
});
