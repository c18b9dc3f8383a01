import { module } from "@/lib/core/module";
import { createBusinessCalendar } from "@/lib/support/business-calendars/create";
import { deleteBusinessCalendar } from "@/lib/support/business-calendars/delete";
import { businessCalendars } from "@/lib/support/business-calendars/resource";
import { updateBusinessCalendar } from "@/lib/support/business-calendars/update";
import { attachMailFiles } from "@/lib/support/mail/attach";
import { openMailTicket } from "@/lib/support/mail/open-ticket";
import { receiveMail } from "@/lib/support/mail/receive";
import { incomingMails } from "@/lib/support/mail/resource";
import { settleMail } from "@/lib/support/mail/settle";
import { supportPermissions } from "@/lib/support/permissions";
import { activateSlaPolicy } from "@/lib/support/sla-policies/activate";
import { createSlaPolicy } from "@/lib/support/sla-policies/create";
import { deactivateSlaPolicy } from "@/lib/support/sla-policies/deactivate";
import { slaPolicies } from "@/lib/support/sla-policies/resource";
import { updateSlaPolicy } from "@/lib/support/sla-policies/update";
import { supportComments } from "@/lib/support/support-comments/resource";
import { createSupportMacro } from "@/lib/support/support-macros/create";
import { deleteSupportMacro } from "@/lib/support/support-macros/delete";
import { supportMacros } from "@/lib/support/support-macros/resource";
import { updateSupportMacro } from "@/lib/support/support-macros/update";
import { applyMacro } from "@/lib/support/support-tickets/apply-macro";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { supportTicketMachine } from "@/lib/support/support-tickets/machine";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { noteOnTicket } from "@/lib/support/support-tickets/note";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { proposeCredit } from "@/lib/support/support-tickets/propose-credit";
import { rateTicket } from "@/lib/support/support-tickets/rate";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { transferTicket } from "@/lib/support/support-tickets/transfer";
import { updateTicket } from "@/lib/support/support-tickets/update";
import { urgeTicket } from "@/lib/support/support-tickets/urge";
import { watchTicket } from "@/lib/support/support-tickets/watch";

/** Questions and complaints, and how fast they are answered. */
export const support = module({
  name: "support",
  optional: true,
  permissions: supportPermissions,
  commands: [
    openSupportTicket,
    updateTicket,
    assignTicket,
    transferTicket,
    commentOnTicket,
    noteOnTicket,
    applyMacro,
    urgeTicket,
    resolveTicket,
    closeTicket,
    reopenTicket,
    rateTicket,
    mergeTicket,
    proposeCredit,
    watchTicket,
    receiveMail,
    settleMail,
    openMailTicket,
    attachMailFiles,
    createSlaPolicy,
    updateSlaPolicy,
    activateSlaPolicy,
    deactivateSlaPolicy,
    createBusinessCalendar,
    updateBusinessCalendar,
    deleteBusinessCalendar,
    createSupportMacro,
    updateSupportMacro,
    deleteSupportMacro,
  ],
  resources: [supportTickets, supportComments, incomingMails, slaPolicies, businessCalendars, supportMacros],
  machines: [supportTicketMachine],
  menu: [
    {
      key: "support-tickets",
      path: "support/support-tickets",
      permission: "support.tickets.read",
      icon: "life-buoy",
    },
    {
      key: "overview",
      path: "support/overview",
      permission: "support.tickets.read",
      icon: "chart-column",
    },
    {
      key: "support-macros",
      path: "support/support-macros",
      permission: "support.macros.read",
      icon: "message-square",
    },
    {
      key: "sla-policies",
      path: "support/sla-policies",
      permission: "support.sla-policies.read",
      icon: "gauge",
    },
    {
      key: "incoming-mails",
      path: "support/incoming-mails",
      permission: "support.mail.read",
      icon: "mail",
      platformOnly: true,
    },
  ],
});
