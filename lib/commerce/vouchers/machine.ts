import { machine } from "@/lib/core/machine";

/** What is left of a voucher is its ledger account's balance; used up, expired or voided it is over. */
export const voucherMachine = machine({
  noun: "vouchers",
  initial: "active",
  states: { active: "done", used: "over", expired: "over", void: "danger" },
  moves: {
    use_up: { from: ["active"], to: "used", command: null },
    expire: { from: ["active"], to: "expired", command: null },
    void: { from: ["active"], to: "void", command: "vouchers.void" },
    // What it paid was undone.
    revive: { from: ["used"], to: "active", command: null },
  },
});

export const voucherIssueMachine = machine({
  noun: "voucher-issues",
  initial: "running",
  states: { running: "progress", completed: "done", failed: "danger" },
  moves: {
    complete: { from: ["running"], to: "completed", command: null },
    fail: { from: ["running"], to: "failed", command: null },
    resume: { from: ["failed"], to: "running", command: "voucher-issues.resume" },
  },
});
