import type { CommandSpec } from "@/components/form/command";
import type { KeptMethod } from "@/lib/billing/payment-methods/kept";
import { grantBenefit } from "@/lib/commerce/benefit-grants/grant";
import { cancelOrder } from "@/lib/commerce/orders/cancel";
import { orderMachine } from "@/lib/commerce/orders/machine";
import { payOrder } from "@/lib/commerce/orders/pay";
import type { OrderRecord } from "@/lib/commerce/orders/read";
import { updateOrder } from "@/lib/commerce/orders/update";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import { savedMethod } from "../payments/saved-method";
import type { Reader } from "../reader";
import { refundOffer } from "../refunds/offer";

/** What this reader may do with an order as it is now. @param kept its buyer's saved methods. */
export function orderOffers(reader: Reader, order: OrderRecord, kept: KeptMethod[]): CommandSpec[] {
  const { id: orderId, state, path, version, refundable } = order;
  const open = commandsFrom(orderMachine, state);
  const refunds = open.has("refunds.request") && !refundable.isZero && !refundable.isNegative;
  return offered([
    open.has(payOrder.name)
      ? offer(
          reader,
          payOrder,
          {
            icon: "wallet",
            ask: ["paymentMethod", ...(kept.length > 0 ? ["savedMethodId"] : [])],
            changes: {
              paymentMethod: { kind: "radio" },
              savedMethodId: savedMethod(reader, kept, "paymentMethod"),
            },
            defaults: { orderId, paymentMethod: "wallet" },
          },
          path,
        )
      : null,
    refunds
      ? refundOffer(reader, {
          orderId,
          left: refundable.toJSON(),
          destinations: order.paymentMethod === "wallet" ? ["balance"] : ["original", "balance"],
        })
      : null,
    manualGrantOffer(reader, order),
    offer(
      reader,
      updateOrder,
      {
        icon: "pencil",
        ask: ["note", "externalRef", "offlineRef"],
        changes: {
          note: { kind: "textarea" },
          externalRef: { kind: "code", half: true },
          offlineRef: { kind: "code", half: true },
        },
        defaults: {
          orderId,
          version,
          note: order.note,
          externalRef: order.externalRef,
          offlineRef: order.offlineRef,
        },
      },
      path,
    ),
    open.has(cancelOrder.name)
      ? offer(
          reader,
          cancelOrder,
          { icon: "ban", danger: true, ask: ["reason"], defaults: { orderId } },
          path,
        )
      : null,
  ]);
}

/** Asking for a benefit of what was ordered by hand; null where nothing it holds entitles to anything. */
export function manualGrantOffer(reader: Reader, order: OrderRecord): CommandSpec | null {
  const benefits = order.items.flatMap((item) => item.sku.benefits);
  const [first] = benefits;
  if (!first) return null;
  const options = benefits.map(({ id, name }) => ({ value: id, label: name }));
  return offer(
    reader,
    grantBenefit,
    {
      icon: "gift",
      ask: ["skuBenefitId", "quantity", ...(order.attempts.length > 0 ? ["attemptId"] : []), "reason"],
      changes: {
        skuBenefitId: { kind: "select", options, half: true },
        quantity: { half: true },
        attemptId: {
          kind: "select",
          options: order.attempts.map(({ id, number }) => ({ value: id, label: number })),
        },
      },
      defaults: { orderId: order.id, skuBenefitId: first.id, quantity: 1 },
      submitLabel: reader.t("commerce.commands.benefit-grants.grant.title"),
    },
    order.path,
  );
}
