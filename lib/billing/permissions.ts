/** What may be allowed in this module; described in `messages/<locale>/billing`. */
export const billingPermissions = [] as const;
