import { machine } from "@/lib/core/machine";

/**
 * States of a bill (admin-prd 7). While it is `to_issue` it is a draft without a number whose items may change. `issued`: it
 * has its number and its postings, and is on its way; what the wallet has is taken where the owner agreed to that. `to_pay`:
 * the owner was told what they owe. Statements, and bills that ask for nothing, are settled as they are issued. `closed` is
 * over for good: neither disputed nor voided any more, only reopened.
 */
export const billMachine = machine({
  noun: "bills",
  initial: "to_issue",
  states: {
    to_issue: "neutral",
    issued: "progress",
    to_pay: "waiting",
    partially_paid: "waiting",
    settled: "done",
    closed: "over",
    void: "over",
  },
  moves: {
    issue: { from: ["to_issue"], to: "issued", command: "bills.issue" },
    issue_settled: { from: ["to_issue"], to: "settled", command: "bills.issue" },
    present: { from: ["issued"], to: "to_pay", command: null },
    pay_part: {
      from: ["issued", "to_pay", "partially_paid"],
      to: "partially_paid",
      command: "bills.pay",
    },
    pay_all: { from: ["issued", "to_pay", "partially_paid"], to: "settled", command: "bills.pay" },
    close: { from: ["settled"], to: "closed", command: "bills.close" },
    void: {
      from: ["to_issue", "issued", "to_pay", "partially_paid", "settled"],
      to: "void",
      command: "bills.void",
    },
    reopen: {
      from: ["issued", "to_pay", "partially_paid", "settled", "closed"],
      to: "void",
      command: "bills.reopen",
    },
  },
});

export type BillState = keyof typeof billMachine.states;

/** Something may be owed on it. */
export const payableStates: readonly BillState[] = billMachine.moves.pay_all.from;

/** It has a number and counts. */
export const issuedStates: readonly BillState[] = ["issued", "to_pay", "partially_paid", "settled", "closed"];
