/** What may be allowed in this module; described in `messages/<locale>/notifications`. */
export const notificationsPermissions = ["notifications.mail.read", "notifications.mail.open-links"] as const;
