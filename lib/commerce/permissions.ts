/** What may be allowed in this module; described in `messages/<locale>/commerce`. */
export const commercePermissions = [] as const;
