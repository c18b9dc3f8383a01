import { autoRechargeExamples } from "@/lib/billing/testing/auto-recharges";
import { billExamples } from "@/lib/billing/testing/bills";
import { dayCloseExamples } from "@/lib/billing/testing/day-close";
import { paymentMethodExamples } from "@/lib/billing/testing/payment-methods";
import { topUpExamples } from "@/lib/billing/testing/top-ups";
import { walletExamples } from "@/lib/billing/testing/wallets";
import type { Examples } from "@/lib/core/testing/world";

/** How the registry's tests call this module: one file a noun beside this one, gathered here. */
export const billingExamples: Examples = {
  commands: {
    ...walletExamples.commands,
    ...topUpExamples.commands,
    ...autoRechargeExamples.commands,
    ...paymentMethodExamples.commands,
    ...dayCloseExamples.commands,
    ...billExamples.commands,
  },
  rows: {
    ...walletExamples.rows,
    ...topUpExamples.rows,
    ...autoRechargeExamples.rows,
    ...paymentMethodExamples.rows,
    ...billExamples.rows,
  },
};
