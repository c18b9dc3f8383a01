import { planGrants } from "@/lib/commerce/benefit-grants/plan";
import { orderMachine } from "@/lib/commerce/orders/machine";
import type { Run } from "@/lib/core/command";
import type { OrderPaymentMethod } from "@/lib/core/generated/prisma/enums";
import type { Money } from "@/lib/core/money";

type PaidOrder = { id: string; organizationId: string; customerId: string | null };

/** What became of an order's money when it was paid. */
export type PaidWith = {
  total: Money;
  /** What of it the wallet paid, and what of that came from vouchers. */
  fromWallet: Money;
  fromVouchers: Money;
  paidAt: Date;
  /** When it is another than it was created with. */
  paymentMethod?: OrderPaymentMethod;
};

/** The columns that say so. */
export const paidColumns = ({ total, fromWallet, fromVouchers, paidAt, paymentMethod }: PaidWith) => ({
  paidAmount: total.amount,
  walletAmount: fromWallet.amount,
  voucherAmount: fromVouchers.amount,
  paidAt,
  expiresAt: null,
  ...(paymentMethod ? { paymentMethod } : {}),
});

/**
 * Moves a pending order to paid, in the transaction that moved its money, and sets off what it entitles to.
 * @throws conflict naming the state when somebody was faster.
 */
export async function becomePaid(
  run: Pick<Run<unknown>, "tx" | "emit" | "now">,
  order: PaidOrder,
  paid: PaidWith,
): Promise<void> {
  const { tx, now } = run;
  await orderMachine.move(
    "pay",
    ({ where, data }) =>
      tx.order.updateMany({
        where: { id: order.id, ...where },
        data: { ...data, ...paidColumns(paid), version: { increment: 1 }, updatedAt: now },
      }),
    () => tx.order.findUnique({ where: { id: order.id }, select: { state: true } }),
  );
  await afterPaid(run, order);
}

/** What follows as soon as an order is paid: its benefits are written down and granted by a durable function. */
export async function afterPaid(
  { tx, emit, now }: Pick<Run<unknown>, "tx" | "emit" | "now">,
  order: PaidOrder,
): Promise<void> {
  await planGrants(tx, order, now);
  emit("orders/paid", { orderId: order.id, organizationId: order.organizationId });
}
