import { z } from "zod";
import { release, spend, takenFrom } from "@/lib/billing/wallets/movements";
import { walletOf } from "@/lib/billing/wallets/open";
import { abandonCheckouts } from "@/lib/commerce/orders/abandon-checkouts";
import { becomePaid } from "@/lib/commerce/orders/become-paid";
import { requireBuyer } from "@/lib/commerce/orders/buyer";
import { type LockedOrder, lockOrder } from "@/lib/commerce/orders/locked";
import { requirePayable } from "@/lib/commerce/orders/online-part";
import { earned } from "@/lib/commerce/orders/price";
import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import { unusableVoucherAccounts } from "@/lib/commerce/vouchers/usable";
import { command, type Run } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Pays an order that waits: from the wallet at once, or by an online payment, whose open page is given again rather than a
 * second one begun, unless a saved method is to be charged instead. An order that is paid already answers so (connectivity 6.6).
 */
export const payOrder = command({
  name: "orders.pay",
  permission: "commerce.orders.write",
  input: object({
    orderId: id,
    paymentMethod: z.enum(["wallet", "online"]),
    /** A method the buyer saved, instead of a payment page. */
    savedMethodId: id.optional(),
  }),
  scope: ofRow("order", (input) => input.orderId),
  async run({ input, tx, audit, emit, now }) {
    const order = await lockOrder(tx, input.orderId);
    const { id: orderId, number } = order;
    audit.target({ type: "orders", id: orderId, label: number });
    if (order.state === "paid" || order.state === "fulfilled")
      return { orderId, number, state: order.state as string, attemptId: null };
    if (order.state !== "pending")
      throw conflict("wrong_state", { state: order.state, action: "orders.pay" }, { state: order.state });
    if (order.expiresAt && order.expiresAt <= now) throw refused("commerce.order_expired", { number });
    await requireBuyer(tx, order);
    const run = { tx, emit, now };
    if (input.paymentMethod === "wallet") {
      await payFromWallet(run, order);
      audit.change({ state: "pending" }, { state: "paid", paymentMethod: "wallet" });
      return { orderId, number, state: "paid", attemptId: null };
    }
    const attemptId = await payOnline(run, order, input.savedMethodId);
    audit.change(null, { attemptId });
    return { orderId, number, state: "pending", attemptId };
  },
});

type OrderRun = Pick<Run<unknown>, "tx" | "emit" | "now">;

async function payFromWallet(run: OrderRun, order: LockedOrder): Promise<void> {
  const { tx, now } = run;
  const { total, tax } = order;
  const processing = await tx.paymentAttempt.findFirst({
    where: { orderId: order.id, ...underWay },
    select: { number: true },
  });
  if (processing) throw refused("commerce.payment_processing", { number: processing.number });
  if (order.holdId) await release(tx, order.holdId, now);
  const walletId = order.walletId ?? (await walletOf(tx, order, order.currency, now));
  const { taken } = await spend(tx, {
    key: `order:${order.id}:paid`,
    kind: "order",
    walletId,
    amount: total,
    skip: await unusableVoucherAccounts(tx, walletId, { skuIds: order.skuIds, total }),
    against: earned(total, tax),
    reference: { type: "orders", id: order.id },
    at: now,
  });
  await becomePaid(run, order, {
    total,
    fromWallet: total,
    fromVouchers: takenFrom(taken, "wallet_voucher", order.currency),
    paidAt: now,
    paymentMethod: "wallet",
  });
  await abandonCheckouts(run, order);
}

/** A bank moves the money, or a saved method is being charged: it may be paid any moment. */
const underWay = {
  OR: [{ state: "processing" }, { state: { in: ["created", "pending"] }, paymentMethodId: { not: null } }],
} satisfies Prisma.PaymentAttemptWhereInput;

async function payOnline(run: OrderRun, order: LockedOrder, savedMethodId?: string): Promise<string> {
  const open = await openAttempt(run, order);
  if (open && (!savedMethodId || open.state === "processing" || open.paymentMethodId)) return open.id;
  if (open) await abandonCheckouts(run, order);
  return begin(run, order, savedMethodId);
}

/** The payment that is under way, or the page that is open already: nobody shall pay on two. */
async function openAttempt({ tx, now }: OrderRun, order: LockedOrder) {
  return tx.paymentAttempt.findFirst({
    where: {
      orderId: order.id,
      OR: [
        { state: "processing" },
        { state: { in: ["created", "pending"] }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      ],
    },
    orderBy: { createdAt: "desc" },
    select: { id: true, state: true, paymentMethodId: true },
  });
}

async function begin(run: OrderRun, order: LockedOrder, savedMethodId?: string): Promise<string> {
  const { id: orderId, organizationId, customerId, number, onlineAmount: amount } = order;
  requirePayable(amount);
  const { attemptId } = await beginPayment(run, {
    orderId,
    organizationId,
    customerId,
    amount,
    description: number,
    ...(savedMethodId ? { savedMethodId } : {}),
  });
  return attemptId;
}
