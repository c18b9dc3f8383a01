/** What may be allowed in this module; described in `messages/<locale>/commerce`. */
export const commercePermissions = [
  "commerce.refunds.read",
  "commerce.refunds.request",
  "commerce.refunds.approve",
  "commerce.refunds.export",
  "commerce.vouchers.read",
  "commerce.vouchers.issue",
  "commerce.vouchers.void",
  "commerce.vouchers.export",
  "commerce.voucher-templates.read",
  "commerce.voucher-templates.write",
] as const;
