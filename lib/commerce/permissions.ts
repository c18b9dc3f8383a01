/** What may be allowed in this module; described in `messages/<locale>/commerce`. */
export const commercePermissions = [
  "commerce.refunds.read",
  "commerce.refunds.request",
  "commerce.refunds.approve",
  "commerce.refunds.export",
] as const;
