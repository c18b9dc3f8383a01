import { writeBillItem } from "@/lib/billing/bill-items/write";
import { beginDraft } from "@/lib/billing/bills/draft";
import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { callerAt, type Example, type Examples, makeOperator, type World } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { makeMacro } from "@/lib/support/testing/promises";

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

/** A ticket of an organization in another state. */
export async function ticketInState(
  organizationId: string,
  state: "pending" | "resolved" | "closed",
  changes: Changes = {},
): Promise<string> {
  const ticketId = await makeSupportTicket(organizationId, changes);
  const at = now();
  await prisma.supportTicket.update({
    where: { id: ticketId },
    data: {
      state,
      ...(state === "pending" ? {} : { resolvedAt: at }),
      ...(state === "closed" ? { closedAt: at } : {}),
    },
    select: { id: true },
  });
  return ticketId;
}

/** An operator of the platform who answers tickets. @returns their id. */
async function agentOf({ platform, permissions }: World): Promise<string> {
  return (await makeOperator(platform, permissions)).operatorId;
}

const onTicket =
  (more: object = {}, state?: "pending" | "resolved" | "closed") =>
  async ({ tenant }: World): Promise<Example> => ({
    input: {
      ticketId: state
        ? await ticketInState(tenant.organizationId, state)
        : await makeSupportTicket(tenant.organizationId),
      version: 1,
      ...more,
    },
  });

/** A bill somebody above an organization wrote for it, not yet issued. @returns its id. */
export async function makeDraftBill(organizationId: string, total = "100"): Promise<string> {
  const at = now();
  const { parentId } = await prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { parentId: true },
  });
  return inTransaction(async (tx) => {
    const billId = await beginDraft(tx, {
      organizationId,
      customerId: null,
      issuerId: parentId ?? organizationId,
      kind: "postpaid",
      currency: "USD",
      start: after(at, -days(30)),
      end: at,
      discountRate: "0",
      taxRate: "0",
      now: at,
    });
    await writeBillItem(tx, {
      id: newId(),
      organizationId,
      customerId: null,
      billId,
      kind: "fee",
      description: "Support plan",
      unitPrice: Money.of(total, "USD"),
      amount: Money.of(total, "USD"),
      occurredAt: after(at, -days(2)),
      source: `manual:${newId()}`,
      now: at,
    });
    return billId;
  });
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
    "support-tickets.update": onTicket({ priority: "high" }),
    "support-tickets.assign": async (world) => ({
      input: {
        ticketId: await makeSupportTicket(world.tenant.organizationId),
        assigneeId: await agentOf(world),
        version: 1,
      },
    }),
    "support-tickets.transfer": async (world) => ({
      input: {
        ticketId: await makeSupportTicket(world.tenant.organizationId),
        assigneeId: await agentOf(world),
        reason: "knows the gateway",
        version: 1,
      },
    }),
    "support-tickets.comment": onTicket({ body: "We are looking into it." }),
    "support-tickets.note": onTicket({ body: "Same as last week." }),
    "support-tickets.apply-macro": async ({ platform, tenant }) => ({
      input: {
        ticketId: await makeSupportTicket(tenant.organizationId),
        macroId: await makeMacro(platform.organizationId),
        version: 1,
      },
    }),
    "support-tickets.urge": onTicket(),
    "support-tickets.resolve": onTicket({ comment: "It was the certificate." }),
    "support-tickets.close": onTicket(),
    "support-tickets.reopen": onTicket({}, "resolved"),
    "support-tickets.rate": async (world) => ({
      input: {
        ticketId: await ticketInState(world.tenant.organizationId, "resolved"),
        answers: { overall: 5, speed: 4 },
        version: 1,
      },
      caller: callerAt(world.tenant, world.tenant.operatorId, world.permissions),
    }),
    "support-tickets.merge": async ({ tenant }) => ({
      input: {
        ticketId: await makeSupportTicket(tenant.organizationId),
        intoId: await makeSupportTicket(tenant.organizationId),
        version: 1,
      },
    }),
    "support-tickets.propose-credit": async ({ tenant }) => ({
      input: {
        ticketId: await makeSupportTicket(tenant.organizationId, {
          type: "billing_dispute",
          billId: await makeDraftBill(tenant.organizationId),
        }),
        amount: { amount: "10", currency: "USD" },
        reason: "billed twice",
      },
    }),
    "support-tickets.watch": async ({ tenant }) => ({
      system: true,
      input: { ticketId: await makeSupportTicket(tenant.organizationId) },
    }),
  },
  rows: {
    "support-tickets": ({ tenant }) => makeSupportTicket(tenant.organizationId),
    "support-comments": async ({ tenant }) => {
      const ticketId = await makeSupportTicket(tenant.organizationId);
      const { id } = await prisma.supportComment.findFirstOrThrow({
        where: { ticketId },
        select: { id: true },
      });
      return id;
    },
  },
};
