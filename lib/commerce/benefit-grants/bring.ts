import type { LockedGrant } from "@/lib/commerce/benefit-grants/locked";
import { moveGrant } from "@/lib/commerce/benefit-grants/move";
import { mailBenefit, noteInWallet } from "@/lib/commerce/deliveries/send";
import { giveVouchers } from "@/lib/commerce/vouchers/give";
import { after, days } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";

/**
 * Gives what a grant promises: access begins, a voucher goes into the wallet, a report goes out by e-mail and is granted when
 * it has arrived.
 * @throws rule_violation when it cannot be: a voucher template that is over, nobody to write to.
 */
export async function bringBenefit(
  tx: Tx,
  grant: LockedGrant,
  { requestedById = null, now }: { requestedById?: string | null; now: Date },
): Promise<void> {
  const { id, days: length, quantity } = grant;
  if (grant.kind === "access") {
    const expiresAt = length === null ? null : after(now, days(length * quantity));
    await moveGrant(tx, grant, "grant", { grantedAt: now, expiresAt, error: null }, now);
    // That somebody has access does not depend on their being told.
    await mailBenefit(tx, { ...grant, expiresAt }, { requestedById, now });
    return;
  }
  if (grant.kind === "voucher") {
    const voucher = await giveVoucher(tx, grant, now);
    await moveGrant(
      tx,
      grant,
      "grant",
      { grantedAt: now, voucherId: voucher.id, expiresAt: voucher.expiresAt, error: null },
      now,
    );
    await noteInWallet(tx, grant, { requestedById, now });
    return;
  }
  const { recipient } = await mailBenefit(tx, grant, { requestedById, now });
  if (!recipient) throw refused("commerce.nobody_to_write_to");
  await tx.benefitGrant.update({
    where: { id },
    data: { error: null, updatedAt: now },
    select: { id: true },
  });
}

async function giveVoucher(tx: Tx, grant: LockedGrant, now: Date) {
  const { organizationId, customerId, templateId } = grant;
  if (!templateId) throw refused("commerce.voucher_template_gone");
  const [given] = await giveVouchers(tx, {
    templateId,
    owners: [{ organizationId, customerId }],
    source: "order",
    reason: grant.order ? grant.order.number : grant.number,
    at: now,
  });
  return tx.voucher.findUniqueOrThrow({
    where: { id: given!.voucherId },
    select: { id: true, expiresAt: true },
  });
}
