import { machine } from "@/lib/core/machine";

/**
 * States of an order (connectivity 6.1, 6.8). Refunds move it to and fro; a refund that failed returns it to where it came
 * from (`refundingFrom`).
 */
export const orderMachine = machine({
  noun: "orders",
  initial: "pending",
  states: {
    pending: "waiting",
    paid: "progress",
    fulfilled: "done",
    canceled: "over",
    expired: "over",
    refunding: "waiting",
    partially_refunded: "neutral",
    refunded: "over",
  },
  moves: {
    pay: { from: ["pending"], to: "paid", command: "orders.pay" },
    cancel: { from: ["pending"], to: "canceled", command: "orders.cancel" },
    expire: { from: ["pending"], to: "expired", command: null },
    fulfill: { from: ["paid"], to: "fulfilled", command: null },
    refund: {
      from: ["paid", "fulfilled", "partially_refunded"],
      to: "refunding",
      command: "refunds.request",
    },
    refund_part: { from: ["refunding"], to: "partially_refunded", command: null },
    refund_rest: { from: ["refunding"], to: "refunded", command: null },
    return_paid: { from: ["refunding"], to: "paid", command: null },
    return_fulfilled: { from: ["refunding"], to: "fulfilled", command: null },
  },
});

export type OrderState = keyof typeof orderMachine.states;
