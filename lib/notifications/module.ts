import { module } from "@/lib/core/module";
import { notificationsPermissions } from "@/lib/notifications/permissions";

/** What people are told, and how. */
export const notifications = module({
  name: "notifications",
  optional: false,
  permissions: notificationsPermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
