import type { LockedBill } from "@/lib/billing/bills/locked-row";
import type { BillRun } from "@/lib/billing/bills/take-payment";
import { refused } from "@/lib/core/errors";
import type { Money } from "@/lib/core/money";

/** @throws rule_violation while a bank is moving money for the bill or a saved method is charged: it may be paid any moment. */
export async function requireNothingUnderWay({ tx }: BillRun, bill: LockedBill): Promise<void> {
  const moving = await tx.paymentAttempt.findFirst({
    where: {
      billId: bill.id,
      OR: [
        { state: "processing" },
        { state: { in: ["created", "pending"] }, paymentMethodId: { not: null } },
      ],
    },
    select: { number: true },
  });
  if (moving) throw refused("billing.payment_under_way", { number: moving.number });
}

/** The page to pay this amount on that is open already: nobody shall pay on two. */
export async function openPage(
  { tx, now }: BillRun,
  bill: LockedBill,
  amount: Money,
): Promise<string | null> {
  const open = await tx.paymentAttempt.findFirst({
    where: {
      billId: bill.id,
      amount: amount.amount,
      state: { in: ["created", "pending"] },
      failureCode: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return open?.id ?? null;
}

/**
 * Sees to it that nobody pays on a bill's open pages any more: a durable function closes them at the provider. What is paid
 * before that counts, or is set aside when nothing is owed.
 */
export async function abandonPages({ tx, emit }: BillRun, bill: LockedBill, except?: string): Promise<void> {
  const open = await tx.paymentAttempt.findMany({
    where: {
      billId: bill.id,
      state: { in: ["created", "pending"] },
      ...(except ? { id: { not: except } } : {}),
    },
    select: { id: true },
  });
  if (open.length > 0)
    emit("bills/pages-abandoned", {
      attemptIds: open.map(({ id }) => id),
      organizationId: bill.organizationId,
    });
}
