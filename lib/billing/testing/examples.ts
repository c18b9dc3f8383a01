import { autoRechargeExamples } from "@/lib/billing/testing/auto-recharges";
import { topUpExamples } from "@/lib/billing/testing/top-ups";
import type { Examples } from "@/lib/core/testing/world";

/** How the registry's tests call this module: one file a noun beside this one, gathered here. */
export const billingExamples: Examples = {
  commands: { ...topUpExamples.commands, ...autoRechargeExamples.commands },
  rows: { ...topUpExamples.rows, ...autoRechargeExamples.rows },
};
