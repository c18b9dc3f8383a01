import { module } from "@/lib/core/module";
import { readInboxItem } from "@/lib/notifications/inbox/read";
import { readAllInboxItems } from "@/lib/notifications/inbox/read-all";
import { inboxItems } from "@/lib/notifications/inbox/resource";
import { outgoingMails } from "@/lib/notifications/mail/resource";
import { settleMail } from "@/lib/notifications/mail/settle";
import { notificationsPermissions } from "@/lib/notifications/permissions";

/** What people are told, and how. */
export const notifications = module({
  name: "notifications",
  optional: false,
  permissions: notificationsPermissions,
  commands: [settleMail, readInboxItem, readAllInboxItems],
  resources: [inboxItems, outgoingMails],
  machines: [],
  menu: [
    { key: "inbox", path: "notifications/inbox", permission: null, icon: "inbox" },
    {
      key: "outgoing-mails",
      path: "notifications/mail",
      permission: "notifications.mail.read",
      icon: "mail",
      platformOnly: true,
    },
  ],
});
