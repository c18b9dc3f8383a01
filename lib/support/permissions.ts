/** What may be allowed in this module; described in `messages/<locale>/support`. */
export const supportPermissions = [] as const;
