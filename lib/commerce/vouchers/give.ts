import { postAll } from "@/lib/billing/ledger/post-all";
import { type WalletOwner, walletsOf } from "@/lib/billing/wallets/open";
import { after, days } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { nextNumbers } from "@/lib/core/numbers";

/** Why a voucher was given, as its record says. */
export type VoucherSource = "issue" | "sign_up" | "date" | "order";

export type Giving = {
  templateId: string;
  /** Each of them once. */
  owners: readonly WalletOwner[];
  source: VoucherSource;
  /** The issue they belong to: an owner gets one voucher of it, however often this runs. */
  issueId?: string | null;
  reason?: string | null;
  operatorId?: string | null;
  at: Date;
};

/**
 * Gives vouchers of a template, in the caller's transaction: each gets a ledger account of its own in its owner's wallet, with
 * the day it expires, and one transaction an organization brings the value in.
 * @returns the vouchers given, in the order of those owners who did not have one of this issue yet.
 * @throws rule_violation when the template is archived or its last day has passed.
 */
export async function giveVouchers(
  tx: Tx,
  giving: Giving,
): Promise<{ voucherId: string; owner: WalletOwner }[]> {
  const { templateId, source, issueId = null, reason = null, operatorId = null, at } = giving;
  const template = await tx.voucherTemplate.findUniqueOrThrow({
    where: { id: templateId },
    select: { name: true, amount: true, currency: true, validDays: true, validUntil: true, state: true },
  });
  const expiresAt = requireGiveable(template, at);
  const { currency } = template;
  const amount = Money.of(template.amount.toFixed(), currency);

  const wallets = await walletsOf(tx, giving.owners, currency, at);
  const had = issueId
    ? await tx.voucher.findMany({ where: { issueId, walletId: { in: wallets } }, select: { walletId: true } })
    : [];
  const without = giving.owners
    .map((owner, index) => ({ owner, walletId: wallets[index]!, accountId: newId(), voucherId: newId() }))
    .filter(({ walletId }) => !had.some((voucher) => voucher.walletId === walletId));
  if (without.length === 0) return [];

  await tx.ledgerAccount.createMany({
    data: without.map(({ owner, walletId, accountId }) => ({
      id: accountId,
      organizationId: owner.organizationId,
      kind: "wallet_voucher" as const,
      currency,
      walletId,
      limited: true,
      expiresAt,
      createdAt: at,
    })),
  });
  const numbers = await nextNumbers(tx, "voucher", without.length);
  await tx.voucher.createMany({
    data: without.map(({ owner, walletId, accountId, voucherId }, index) => ({
      id: voucherId,
      number: numbers[index]!,
      organizationId: owner.organizationId,
      customerId: owner.customerId,
      templateId,
      issueId,
      walletId,
      accountId,
      amount: amount.amount,
      currency,
      source,
      reason,
      operatorId,
      expiresAt,
      claimedAt: at,
      createdAt: at,
    })),
  });
  const byOrganization = Map.groupBy(without, ({ owner }) => owner.organizationId);
  await postAll(
    tx,
    [...byOrganization].map(([organizationId, given]) => ({
      key: `voucher:${given[0]!.voucherId}:given`,
      kind: "voucher_given" as const,
      organizationId,
      reference: issueId
        ? { type: "voucher-issues", id: issueId }
        : { type: "vouchers", id: given[0]!.voucherId },
      note: template.name,
      lines: [
        ...given.map(({ accountId }) => ({ account: accountId, amount })),
        { system: "voucher_cost" as const, amount: amount.times(String(-given.length)) },
      ],
      at,
    })),
  );
  return without.map(({ voucherId, owner }) => ({ voucherId, owner }));
}

/**
 * That vouchers of a template may still be given.
 * @returns when one given now ends; null when never.
 * @throws rule_violation when it is archived or its last day has passed.
 */
export function requireGiveable(
  template: { name: string; state: string; validDays: number | null; validUntil: Date | null },
  at: Date,
): Date | null {
  if (template.state !== "active")
    throw refused("commerce.voucher_template_archived", { name: template.name });
  const ends = expiryOf(template, at);
  if (ends && ends <= at) throw refused("commerce.voucher_template_over", { name: template.name });
  return ends;
}

/** When a voucher given at `at` ends: after its days, at the template's last moment, whichever is first; never when neither. */
export function expiryOf(
  template: { validDays: number | null; validUntil: Date | null },
  at: Date,
): Date | null {
  const ends = [
    ...(template.validDays === null ? [] : [after(at, days(template.validDays))]),
    ...(template.validUntil === null ? [] : [template.validUntil]),
  ].sort((a, b) => a.getTime() - b.getTime());
  return ends[0] ?? null;
}
