/** What may be allowed in this module; described in `messages/<locale>/field-service`. */
export const fieldServicePermissions = [] as const;
