import { requireUsableMethod } from "@/lib/billing/payment-methods/usable";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { currentProvider, providerNamed } from "@/lib/commerce/providers/current";
import { after, hours, minutes } from "@/lib/core/clock";
import { refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";

export type NewPayment = {
  /** What is paid: exactly one of the three. */
  orderId?: string;
  topUpId?: string;
  billId?: string;
  organizationId: string;
  customerId: string | null;
  /** Positive, with no more digits than its currency is paid in. */
  amount: Money;
  /** What the payer reads. */
  description: string;
  /** A kept method to charge without the payer. */
  savedMethodId?: string;
  /** Keep the method the payer uses for later payments without them. */
  saveMethod?: boolean;
  /** When the page to pay on closes; a provider may keep it open half an hour at least. */
  expiresAt?: Date;
};

/** How long a page to pay on stays open. Orders wait half an hour, which is the least Stripe offers. */
const openFor = ({ orderId }: NewPayment): number => (orderId ? minutes(31) : hours(23));

/**
 * Begins an online payment inside its owner's command: writes the attempt before anybody is asked. A durable function then
 * opens a page to pay on, whose address appears as `payUrl`, or charges the kept method.
 * @returns the attempt's id and number.
 * @throws rule_violation: no provider is set up, the amount cannot be paid, the kept method cannot be used.
 */
export async function beginPayment(
  { tx, emit, now }: PaymentRun,
  payment: NewPayment,
): Promise<{ attemptId: string; number: string }> {
  const { orderId, topUpId, billId, organizationId, customerId, amount, description, savedMethodId } =
    payment;
  const method = savedMethodId
    ? await requireUsableMethod(tx, savedMethodId, { organizationId, customerId })
    : null;
  const provider = method ? providerNamed(method.provider) : currentProvider();
  if (!provider.takes(amount))
    throw refused("commerce.amount_not_payable", {
      amount: `${amount.amount.toFixed()} ${amount.currency}`,
    });
  const attemptId = newId();
  const number = await nextNumber(tx, "payment_attempt");
  await tx.paymentAttempt.create({
    data: {
      id: attemptId,
      number,
      organizationId,
      orderId: orderId ?? null,
      topUpId: topUpId ?? null,
      billId: billId ?? null,
      provider: provider.name,
      amount: amount.amount,
      currency: amount.currency,
      paymentMethodId: savedMethodId ?? null,
      expiresAt: savedMethodId ? null : (payment.expiresAt ?? after(now, openFor(payment))),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  emit("payment-attempts/begun", {
    attemptId,
    organizationId,
    description,
    saveMethod: payment.saveMethod ?? false,
  });
  return { attemptId, number };
}
