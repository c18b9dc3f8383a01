/** What may be allowed in this module; described in `messages/<locale>/settings`. */
export const settingsPermissions = ["settings.settings.read", "settings.settings.write"] as const;
