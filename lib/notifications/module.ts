import { module } from "@/lib/core/module";
import { outgoingMails } from "@/lib/notifications/mail/resource";
import { settleMail } from "@/lib/notifications/mail/settle";
import { notificationsPermissions } from "@/lib/notifications/permissions";

/** What people are told, and how. */
export const notifications = module({
  name: "notifications",
  optional: false,
  permissions: notificationsPermissions,
  commands: [settleMail],
  resources: [outgoingMails],
  machines: [],
  menu: [
    {
      key: "outgoing-mails",
      path: "notifications/mail",
      permission: "notifications.mail.read",
      icon: "mail",
      platformOnly: true,
    },
  ],
});
