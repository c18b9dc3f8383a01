/** What happens by itself after a while. */
export type TaskKind =
  | "expire-session"
  | "settle-payment"
  | "open-dispute"
  | "settle-refund"
  | "fail-refund"
  | "refer-refund";
