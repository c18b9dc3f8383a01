import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { after, days, hours } from "@/lib/core/clock";
import { newId } from "@/lib/core/id";
import type { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { setting } from "@/lib/settings/settings/read";

export type NewTopUp = {
  organizationId: string;
  customerId: string | null;
  walletId: string;
  amount: Money;
  channel: "stripe" | "bank_transfer";
  channelRef?: string;
  proofFileId?: string;
  note?: string | null;
  automatic?: boolean;
  createdById: string | null;
  /** A method the owner has kept: charged without them. */
  savedMethodId?: string;
  /** Whether the method the payer uses is kept for later. */
  saveMethod?: boolean;
};

/** A page to pay on stays open at most so long; its top-up waits an hour more for news of it. */
const longestPageHours = 23;

/**
 * Writes a top-up that waits for its money and, where a provider brings it, begins the payment.
 * @returns ids and number; `attemptId` is null for bank transfers.
 */
export async function openTopUp(
  run: PaymentRun,
  { savedMethodId, saveMethod, ...fields }: NewTopUp,
): Promise<{ topUpId: string; number: string; attemptId: string | null }> {
  const { tx, now } = run;
  const { amount, organizationId, customerId, channel } = fields;
  const { topUpExpireHours, bankTransferExpireDays } = await setting("billing", tx);
  const topUpId = newId();
  const number = await nextNumber(tx, "top_up");
  await tx.topUp.create({
    data: {
      ...fields,
      id: topUpId,
      number,
      amount: amount.amount,
      currency: amount.currency,
      expiresAt: after(
        now,
        channel === "stripe" ? hours(topUpExpireHours + 1) : days(bankTransferExpireDays),
      ),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  run.emit("top-ups/created", { topUpId, organizationId });
  if (channel !== "stripe") return { topUpId, number, attemptId: null };
  const { attemptId } = await beginPayment(run, {
    topUpId,
    organizationId,
    customerId,
    amount,
    description: number,
    ...(savedMethodId
      ? { savedMethodId }
      : { saveMethod, expiresAt: after(now, hours(Math.min(topUpExpireHours, longestPageHours))) }),
  });
  return { topUpId, number, attemptId };
}
