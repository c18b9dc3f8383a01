import { machine } from "@/lib/core/machine";

/**
 * States of one try to take money. They only ever move on; money that came counts whatever was believed before, because a
 * provider may take it after we have given up.
 */
export const paymentAttemptMachine = machine({
  noun: "payment-attempts",
  initial: "created",
  states: {
    created: "waiting",
    pending: "waiting",
    processing: "progress",
    succeeded: "done",
    failed: "danger",
    canceled: "over",
    expired: "over",
  },
  moves: {
    open: { from: ["created"], to: "pending", command: null },
    process: { from: ["created", "pending"], to: "processing", command: null },
    succeed: {
      from: ["created", "pending", "processing", "failed", "canceled", "expired"],
      to: "succeeded",
      command: null,
    },
    fail: { from: ["created", "pending", "processing"], to: "failed", command: null },
    cancel: { from: ["created", "pending", "processing"], to: "canceled", command: null },
    expire: { from: ["created", "pending"], to: "expired", command: null },
  },
});

export type PaymentAttemptState = keyof typeof paymentAttemptMachine.states;
export type PaymentAttemptMove = keyof typeof paymentAttemptMachine.moves;
