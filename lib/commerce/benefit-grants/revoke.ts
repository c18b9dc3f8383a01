import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { moveGrant } from "@/lib/commerce/benefit-grants/move";
import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Takes a benefit back: access ends at once. A voucher is taken back where vouchers are, because its rest is money. */
export const revokeGrant = command({
  name: "benefit-grants.revoke",
  permission: "commerce.benefit-grants.revoke",
  input: object({ benefitGrantId: id, reason }),
  scope: ofRow("benefit_grant", (input) => input.benefitGrantId),
  async preview({ benefitGrantId }) {
    const grant = await prisma.benefitGrant.findUnique({
      where: { id: benefitGrantId },
      select: { number: true, state: true },
    });
    if (!grant) throw notFound();
    return {
      target: { type: "benefit-grants", id: benefitGrantId, label: grant.number },
      before: { state: grant.state },
      after: { state: "revoked" },
    };
  },
  async run({ input: { benefitGrantId, reason }, tx, audit, emit, now }) {
    const grant = await lockGrant(tx, benefitGrantId);
    const voucher = grant.voucherId
      ? await tx.voucher.findUniqueOrThrow({
          where: { id: grant.voucherId },
          select: { number: true, state: true },
        })
      : null;
    if (voucher?.state === "active") throw refused("commerce.void_the_voucher", { number: voucher.number });
    const state = await moveGrant(tx, grant, "revoke", { revokedAt: now, reason }, now);
    // What could not be granted and is not to be any more keeps its order open no longer.
    if (grant.orderId) await fulfillIfGranted({ tx, emit, now }, grant.orderId);
    audit.target({ type: "benefit-grants", id: grant.id, label: grant.number });
    audit.change({ state: grant.state }, { state });
    emit("benefit-grants/revoked", { benefitGrantId, organizationId: grant.organizationId });
    return { benefitGrantId, state };
  },
});
