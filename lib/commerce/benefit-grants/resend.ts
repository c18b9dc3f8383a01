import { z } from "zod";
import { bringBenefit } from "@/lib/commerce/benefit-grants/bring";
import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { mailBenefit } from "@/lib/commerce/deliveries/send";
import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Brings a benefit to its owner once more (control-tower 5.5): what was granted is written to them again, what has failed is
 * tried again. Each try is recorded.
 */
export const resendGrant = command({
  name: "benefit-grants.resend",
  permission: "commerce.benefit-grants.resend",
  input: object({
    benefitGrantId: id,
    /** Where to, when not to the owner's own address. */
    recipient: z.email().max(254).toLowerCase().optional(),
    reason: reason.optional(),
  }),
  scope: ofRow("benefit_grant", (input) => input.benefitGrantId),
  async run({ input: { benefitGrantId, recipient }, tx, caller, audit, emit, now }) {
    const grant = await lockGrant(tx, benefitGrantId);
    if (grant.state === "revoked" || grant.state === "expired")
      throw conflict(
        "wrong_state",
        { state: grant.state, action: "benefit-grants.resend" },
        { state: grant.state },
      );
    const requestedById = operatorOf(caller);
    audit.target({ type: "benefit-grants", id: grant.id, label: grant.number });
    if (grant.kind !== "report" && grant.state !== "granted") {
      await bringBenefit(tx, grant, { requestedById, now });
      if (grant.orderId) await fulfillIfGranted({ tx, emit, now }, grant.orderId);
      audit.change({ state: grant.state }, { state: "granted" });
      return { benefitGrantId, deliveryId: null, recipient: null };
    }
    const sent = await mailBenefit(tx, grant, { recipient, requestedById, now });
    if (!sent.recipient) throw refused("commerce.nobody_to_write_to");
    audit.change(null, { recipient: sent.recipient });
    return { benefitGrantId, ...sent };
  },
});
