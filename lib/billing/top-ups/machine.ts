import { machine } from "@/lib/core/machine";

/**
 * States of a top-up (admin-prd 6). Money is in the wallet from `succeeded` on; what came before that and is not credited yet
 * lies in suspense while it is `in_review` or `locked`.
 */
export const topUpMachine = machine({
  noun: "top-ups",
  initial: "pending",
  states: {
    pending: "waiting",
    in_review: "waiting",
    succeeded: "done",
    failed: "danger",
    refunding: "progress",
    partially_refunded: "over",
    refunded: "over",
    closed: "over",
    locked: "danger",
  },
  moves: {
    // A card may be refused and then accepted in the same checkout.
    receive: { from: ["pending", "failed"], to: "succeeded", command: null },
    receive_large: { from: ["pending", "failed"], to: "in_review", command: null },
    fail: { from: ["pending"], to: "failed", command: null },
    expire: { from: ["pending"], to: "closed", command: null },
    confirm: { from: ["pending"], to: "succeeded", command: "top-ups.confirm" },
    confirm_large: { from: ["pending"], to: "in_review", command: "top-ups.confirm" },
    approve: { from: ["in_review"], to: "succeeded", command: "top-ups.review" },
    reject: { from: ["in_review"], to: "closed", command: "top-ups.review" },
    close: { from: ["pending", "failed"], to: "closed", command: "top-ups.close" },
    lock: {
      from: ["pending", "in_review", "succeeded", "failed", "partially_refunded"],
      to: "locked",
      command: "top-ups.lock",
    },
    unlock_pending: { from: ["locked"], to: "pending", command: "top-ups.unlock" },
    unlock_in_review: { from: ["locked"], to: "in_review", command: "top-ups.unlock" },
    unlock_succeeded: { from: ["locked"], to: "succeeded", command: "top-ups.unlock" },
    unlock_failed: { from: ["locked"], to: "failed", command: "top-ups.unlock" },
    unlock_partially_refunded: { from: ["locked"], to: "partially_refunded", command: "top-ups.unlock" },
    // Refunds move these: reserved, then part or all of it given back, or nothing because it failed.
    refund: { from: ["succeeded", "partially_refunded"], to: "refunding", command: "refunds.request" },
    refund_part: { from: ["refunding"], to: "partially_refunded", command: null },
    refund_all: { from: ["refunding"], to: "refunded", command: null },
    refund_fails: { from: ["refunding"], to: "succeeded", command: null },
  },
});

export type TopUpState = keyof typeof topUpMachine.states;
