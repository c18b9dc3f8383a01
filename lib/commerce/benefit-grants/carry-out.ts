import { bringBenefit } from "@/lib/commerce/benefit-grants/bring";
import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { moveGrant } from "@/lib/commerce/benefit-grants/move";
import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { command } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Grants one benefit of an order that was paid. What a rule forbids fails with its words and can be tried again; of an order
 * that was refunded since, nothing is granted any more.
 */
export const carryOutGrant = command({
  name: "benefit-grants.carry-out",
  permission: null,
  approvable: false,
  input: object({ benefitGrantId: id }),
  scope: bySystem(ofRow("benefit_grant", (input) => input.benefitGrantId)),
  async run({ input: { benefitGrantId }, tx, audit, emit, now }) {
    const grant = await lockGrant(tx, benefitGrantId);
    audit.target({ type: "benefit-grants", id: grant.id, label: grant.number });
    if (grant.state !== "pending") return { benefitGrantId, state: grant.state as string };
    if (grant.order?.state === "refunded")
      await moveGrant(tx, grant, "revoke", { revokedAt: now, reason: grant.order.number }, now);
    else
      await bringBenefit(tx, grant, { now }).catch(async (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        await moveGrant(tx, grant, "fail", { error: error.reason }, now);
      });
    if (grant.orderId) await fulfillIfGranted({ tx, emit, now }, grant.orderId);
    const { state } = await lockGrant(tx, benefitGrantId);
    audit.change({ state: grant.state }, { state });
    return { benefitGrantId, state: state as string };
  },
});
