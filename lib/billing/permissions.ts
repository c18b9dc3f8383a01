/** What may be allowed in this module; described in `messages/<locale>/billing`. */
export const billingPermissions = ["billing.refunds.approve"] as const;
