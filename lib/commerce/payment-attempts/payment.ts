import type { Run } from "@/lib/core/command";
import type { Money } from "@/lib/core/money";

/** Money a provider received for one of our payment attempts. */
export type Payment = {
  attemptId: string;
  organizationId: string;
  provider: string;
  /** What the payer paid, before the provider's fee. */
  amount: Money;
  paidAt: Date;
};

/** What an owner of payments (an order, a top-up, a bill) works with when it is told of one: the command under way. */
export type PaymentRun = Pick<Run<unknown>, "tx" | "emit" | "now">;
