/** What money at a provider or a bank does, seen from its account there. */
export const flows = ["receipts", "refunds", "fees", "disputes", "corrections", "other"] as const;
export type Flow = (typeof flows)[number];

const byKind: Readonly<Record<string, Flow>> = {
  top_up: "receipts",
  top_up_in_review: "receipts",
  order: "receipts",
  bill_paid: "receipts",
  payment_set_aside: "receipts",
  top_up_returned: "refunds",
  refund: "refunds",
  refund_returned: "refunds",
  provider_fee: "fees",
  dispute_opened: "disputes",
  dispute_won: "disputes",
  chargeback: "disputes",
  adjustment: "corrections",
  reversal: "corrections",
};

/** Where a transaction of this kind counts in the day close. What nobody thought of is "other", and shown as such. */
export const flowOf = (kind: string): Flow => byKind[kind] ?? "other";
