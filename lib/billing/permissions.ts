/** What may be allowed in this module; described in `messages/<locale>/billing`. */
export const billingPermissions = [
  "billing.refunds.approve",
  "billing.top-ups.read",
  "billing.top-ups.create",
  "billing.top-ups.confirm",
  "billing.top-ups.review",
  "billing.top-ups.manage",
  "billing.top-ups.export",
  "billing.auto-recharges.read",
  "billing.auto-recharges.write",
] as const;
