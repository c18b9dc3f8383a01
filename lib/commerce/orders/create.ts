import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { post } from "@/lib/billing/ledger/post";
import { hold, spend, takenFrom } from "@/lib/billing/wallets/movements";
import { walletOf } from "@/lib/billing/wallets/open";
import { afterPaid, paidColumns } from "@/lib/commerce/orders/become-paid";
import { requireBuyer } from "@/lib/commerce/orders/buyer";
import { type Cart, cartOf, wishes } from "@/lib/commerce/orders/cart";
import { requireMethod } from "@/lib/commerce/orders/method";
import { requirePayable } from "@/lib/commerce/orders/online-part";
import { earned } from "@/lib/commerce/orders/price";
import { businessKey, earlierOrder } from "@/lib/commerce/orders/repeat";
import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import { unusableVoucherAccounts } from "@/lib/commerce/vouchers/usable";
import { operatorOf } from "@/lib/core/caller";
import { after, minutes } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { type CommandScope, each, inOrganization, ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/** A reference somebody else's system or bank gave. */
export const foreignRef = z.string().trim().min(1).max(100);
export const orderNote = z.string().trim().max(2000);

const input = object({
  /** Who buys; without one the organization itself. */
  customerId: id.optional(),
  organizationId: id.optional(),
  items: wishes,
  paymentMethod: z.enum(["wallet", "offline", "online", "mixed"]),
  /** For mixed: what the wallet pays. */
  walletAmount: money.optional(),
  /** What the buyer was told it costs: refused when it costs something else by now. */
  total: money.optional(),
  /** What the caller's own system calls it; unique in an organization. */
  externalRef: foreignRef.optional(),
  /** For offline: the bank's reference. */
  offlineRef: foreignRef.optional(),
  note: orderNote.optional(),
}).refine(({ paymentMethod, walletAmount }) => (paymentMethod === "mixed") === (walletAmount !== undefined), {
  error: "commerce.validation.wallet_amount_is_for_mixed",
  path: ["walletAmount"],
});

type Input = z.output<typeof input>;

const scope: CommandScope<Input> = (wish, caller) => {
  const organization = inOrganization<Input>(({ organizationId }) => organizationId);
  if (!wish.customerId) return organization(wish, caller);
  const customer = ofRow<Input>("customer", () => wish.customerId!);
  return (wish.organizationId ? each(customer, organization) : customer)(wish, caller);
};

/**
 * Orders SKUs at the prices of this moment. Operators pay from the wallet or note an offline payment, and the order is paid in
 * the same step (connectivity 6.2, R-21); callers of the API pay from the wallet or leave it pending for an online payment,
 * wholly or in part (6.5). The same order of the same buyer within three minutes is a repeat and answers the first (6.6).
 */
export const createOrder = command({
  name: "orders.create",
  permission: "commerce.orders.write",
  input,
  scope,
  async run({ input, tx, caller, place, audit, emit, now }) {
    const { paymentMethod, externalRef } = input;
    const source = requireMethod(caller, paymentMethod, place);
    const buyer = await requireBuyer(tx, {
      customerId: input.customerId,
      organizationId: input.organizationId ?? (input.customerId ? undefined : place.organizationId),
    });
    const cart = await cartOf(tx, place.path, input.items);
    requireTotal(cart, input.total);
    const key = businessKey(buyer, cart.items, externalRef);
    const earlier = await earlierOrder(tx, key, now);
    if (earlier) {
      audit.target({ type: "orders", id: earlier.id, label: earlier.number });
      const total = Money.of(earlier.total.toFixed(), earlier.currency).toJSON();
      const { id: orderId, number, state, attempts } = earlier;
      return { orderId, number, state, total, attemptId: attempts[0]?.id ?? null, repeated: true };
    }

    const order = { id: newId(), number: await nextNumber(tx, "order"), ...buyer };
    const { total, tax } = cart;
    const { currency } = total;
    const none = Money.zero(currency);
    const walletId = await walletOf(tx, buyer, currency, now);
    const skip = await unusableVoucherAccounts(tx, walletId, {
      skuIds: cart.items.map(({ skuId }) => skuId),
      total,
    });
    const reference = { type: "orders", id: order.id };
    const posting = { key: `order:${order.id}:paid`, kind: "order" as const, reference, at: now };

    let paid: { fromWallet: Money; fromVouchers: Money } | null = null;
    let held: { holdId: string; walletAmount: Money } | null = null;
    if (total.isZero) paid = { fromWallet: none, fromVouchers: none };
    else if (paymentMethod === "wallet") {
      const { taken } = await spend(tx, {
        ...posting,
        walletId,
        amount: total,
        skip,
        against: earned(total, tax),
      });
      paid = { fromWallet: total, fromVouchers: takenFrom(taken, "wallet_voucher", currency) };
    } else if (paymentMethod === "offline") {
      requirePayable(total);
      const received = { system: "clearing" as const, channel: "bank", amount: total.negated() };
      const { organizationId } = buyer;
      await post(tx, { ...posting, organizationId, lines: [received, ...earned(total, tax)] });
      paid = { fromWallet: none, fromVouchers: none };
    } else if (paymentMethod === "online") requirePayable(total);
    else {
      const amount = Money.of(input.walletAmount!.amount, input.walletAmount!.currency);
      if (amount.currency !== currency) throw refused("billing.currency_mismatch");
      if (amount.isNegative || amount.isZero) throw refused("billing.amount_not_positive");
      if (amount.compare(total) >= 0) throw refused("commerce.nothing_left_to_pay_online");
      requirePayable(total.minus(amount));
      const { holdId } = await hold(tx, { walletId, amount, skip, reference, reason: order.number, at: now });
      held = { holdId, walletAmount: amount };
    }

    const { orderExpiryMinutes } = await setting("commerce", tx);
    const { count } = await tx.order.createMany({
      data: {
        id: order.id,
        number: order.number,
        organizationId: buyer.organizationId,
        customerId: buyer.customerId,
        walletId,
        source,
        state: paid ? "paid" : "pending",
        paymentMethod,
        currency,
        total: total.amount,
        tax: tax.amount,
        holdId: held?.holdId ?? null,
        walletAmount: held?.walletAmount.amount ?? 0,
        businessKey: key,
        externalRef: externalRef ?? null,
        offlineRef: input.offlineRef ?? null,
        note: input.note ?? null,
        operatorId: operatorOf(caller),
        expiresAt: paid ? null : after(now, minutes(orderExpiryMinutes)),
        createdAt: now,
        updatedAt: now,
        ...(paid ? paidColumns({ total, ...paid, paidAt: now }) : {}),
      },
      skipDuplicates: true,
    });
    // Nothing but the caller's own reference can be there already.
    if (count === 0) throw conflict("commerce.external_ref_taken", { ref: externalRef ?? "" });
    if (paymentMethod === "offline" && input.offlineRef)
      await claimReference(tx, input.offlineRef, { orderId: order.id }, now);
    await tx.orderItem.createMany({
      data: cart.items.map(({ unitPrice, amount, ...item }) => ({
        ...item,
        id: newId(),
        orderId: order.id,
        unitPrice: unitPrice.amount,
        amount: amount.amount,
      })),
    });

    let attemptId: string | null = null;
    if (paid) await afterPaid({ tx, emit, now }, order);
    else
      ({ attemptId } = await beginPayment(
        { tx, emit, now },
        {
          orderId: order.id,
          organizationId: buyer.organizationId,
          customerId: buyer.customerId,
          amount: held ? total.minus(held.walletAmount) : total,
          description: order.number,
        },
      ));
    audit.target({ type: "orders", id: order.id, label: order.number });
    audit.change(null, {
      buyer: buyer.name,
      state: paid ? "paid" : "pending",
      paymentMethod,
      total: total.toJSON(),
      items: cart.items.map(({ name, quantity }) => ({ name, quantity })),
    });
    emit("orders/created", { orderId: order.id, organizationId: buyer.organizationId });
    const state: string = paid ? "paid" : "pending";
    return {
      orderId: order.id,
      number: order.number,
      state,
      total: total.toJSON(),
      attemptId,
      repeated: false,
    };
  },
});

function requireTotal({ total }: Cart, told: { amount: string; currency: string } | undefined): void {
  if (!told) return;
  if (told.currency !== total.currency) throw refused("billing.currency_mismatch");
  if (Money.of(told.amount, told.currency).compare(total) !== 0)
    throw refused("commerce.total_changed", { total: `${total.amount.toFixed()} ${total.currency}` });
}
