import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import type { Examples } from "@/lib/core/testing/world";
import { openSupportTicket } from "@/lib/support/support-tickets/open";

type Changes = Partial<Parameters<typeof openSupportTicket.run>[0]["input"]>;

/** A ticket of an organization, as if the product had opened it. @returns its id. */
export async function makeSupportTicket(organizationId: string, changes: Changes = {}): Promise<string> {
  const { ticketId } = await perform(
    openSupportTicket,
    {
      type: "technical",
      subject: "The gateway answers 502",
      body: "Since this morning.",
      organizationId,
      ...changes,
    },
    await systemCaller("test"),
  );
  return ticketId;
}

export const supportTicketExamples: Examples = {
  commands: {
    "support-tickets.open": async ({ tenant }) => ({
      input: {
        type: "technical",
        subject: "The gateway answers 502",
        body: "Since this morning.",
        organizationId: tenant.organizationId,
      },
    }),
  },
  rows: { "support-tickets": ({ tenant }) => makeSupportTicket(tenant.organizationId) },
};
