import type { Tone } from "@/lib/core/resource/description";

/** What happens in the ledger. Named in the catalogue at `billing.resources.ledger-transactions.values.kind`. */
export const ledgerKinds = {
  top_up: "neutral",
  top_up_in_review: "neutral",
  top_up_credited: "neutral",
  top_up_returned: "neutral",
  order: "neutral",
  charge: "neutral",
  capture: "neutral",
  refund: "neutral",
  refund_returned: "neutral",
  provider_fee: "neutral",
  payment_set_aside: "neutral",
  voucher_given: "neutral",
  voucher_expired: "neutral",
  voucher_voided: "neutral",
  bill_issued: "neutral",
  bill_voided: "neutral",
  bill_paid: "neutral",
  bill_credited: "neutral",
  bill_payment_returned: "neutral",
  dispute_opened: "neutral",
  dispute_won: "neutral",
  chargeback: "neutral",
  adjustment: "neutral",
  reversal: "neutral",
} satisfies Record<string, Tone>;
export type LedgerKind = keyof typeof ledgerKinds;

/** What an account is for, in the order of the trial balance. */
export const accountKinds = {
  wallet_cash: "neutral",
  wallet_voucher: "neutral",
  wallet_credit: "neutral",
  clearing: "neutral",
  receivable: "neutral",
  revenue: "neutral",
  tax: "neutral",
  provider_fees: "neutral",
  voucher_cost: "neutral",
  disputes: "neutral",
  suspense: "neutral",
  adjustments: "neutral",
} satisfies Record<string, Tone>;
