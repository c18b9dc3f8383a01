import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Ends access whose time is over. One that was revoked at the same moment is left alone. */
export const expireGrant = command({
  name: "benefit-grants.expire",
  permission: null,
  approvable: false,
  input: object({ benefitGrantId: id }),
  scope: bySystem(ofRow("benefit_grant", (input) => input.benefitGrantId)),
  async run({ input: { benefitGrantId }, tx, audit, emit, now }) {
    const grant = await lockGrant(tx, benefitGrantId);
    const { count } = await tx.benefitGrant.updateMany({
      where: { id: benefitGrantId, state: "granted", expiresAt: { lte: now } },
      data: { state: "expired", version: { increment: 1 }, updatedAt: now },
    });
    audit.target({ type: "benefit-grants", id: grant.id, label: grant.number });
    if (count === 0) return { benefitGrantId, expired: false };
    audit.change({ state: "granted" }, { state: "expired" });
    emit("benefit-grants/expired", { benefitGrantId, organizationId: grant.organizationId });
    return { benefitGrantId, expired: true };
  },
});
