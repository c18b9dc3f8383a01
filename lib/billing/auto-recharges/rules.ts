import { after, hours } from "@/lib/core/clock";

/** Why a rule gives up; named in the catalogue at `billing.resources.auto-recharges.values.stoppedReason`. */
export const stopReasons = {
  failures: "danger",
  card_expired: "danger",
  method_detached: "danger",
  method_refused: "danger",
  confirmation_needed: "danger",
  monthly_limit: "waiting",
  wallet_frozen: "waiting",
  customer_suspended: "waiting",
  organization_suspended: "waiting",
} as const;
export type StopReason = keyof typeof stopReasons;

/** Failures in a row after which a rule gives up. */
export const failuresToStop = 3;

/** What no later try would change: the owner must do something. Stripe's decline codes and our own. */
const final: Record<string, StopReason> = {
  expired_card: "card_expired",
  authentication_required: "confirmation_needed",
  authentication_not_handled: "confirmation_needed",
  lost_card: "method_refused",
  stolen_card: "method_refused",
  pickup_card: "method_refused",
  do_not_honor_permanently: "method_refused",
  revocation_of_all_authorizations: "method_refused",
  payment_method_detached: "method_detached",
  resource_missing: "method_detached",
  review_rejected: "method_refused",
};

/** What follows a failed charge: another try at a time, or giving up. */
export function afterFailure(
  { code, failures }: { code: string | null; failures: number },
  firstRetryHours: number,
  now: Date,
): { retryAt: Date } | { stop: StopReason } {
  const reason = code === null ? undefined : final[code];
  if (reason) return { stop: reason };
  if (failures >= failuresToStop) return { stop: "failures" };
  return { retryAt: after(now, hours(firstRetryHours * 4 ** (failures - 1))) };
}

/** Whether a card's month is over; one that names none never expires. */
export function isExpired(
  { expiryMonth, expiryYear }: { expiryMonth: number | null; expiryYear: number | null },
  now: Date,
): boolean {
  if (expiryMonth === null || expiryYear === null) return false;
  return now >= new Date(Date.UTC(expiryYear, expiryMonth, 1));
}
