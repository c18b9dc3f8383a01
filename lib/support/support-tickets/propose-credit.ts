import { writeBillItem } from "@/lib/billing/bill-items/write";
import { issuerOf } from "@/lib/billing/bills/issuer";
import { type LockedBill, labelOf, lockBill, seeBill } from "@/lib/billing/bills/locked-row";
import { creditedOf } from "@/lib/billing/disputes/credited";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, minorUnitDigits, money } from "@/lib/core/money";
import { type CommandScope, inOrganization } from "@/lib/core/scope";
import { asStaff } from "@/lib/support/support-tickets/access";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, servingOrganization, type Ticket } from "@/lib/support/support-tickets/ticket";

const permission = "support.tickets.credit";

type Input = { ticketId: string };

/** Whoever bills the requester first: what is asked for and decided belongs there, out of the requester's sight. */
const byIssuerFirst: CommandScope<Input> = async (input, caller) => {
  const [home] = await asStaff<Input>(permission)(input, caller);
  const ticket = await prisma.supportTicket.findUniqueOrThrow({
    where: { id: input.ticketId },
    select: { organizationId: true, customerId: true },
  });
  const issuerId = await issuerOf(prisma, ticket);
  return [...(await inOrganization<Input>(() => issuerId)(input, caller)), home!];
};

/**
 * Takes something off what a customer owes, because of a billing dispute, after somebody of finance agreed (admin-prd 13 with
 * 7): a negative item on the bill in question while that is a draft, on the next one otherwise. Of one bill never more is credited,
 * by disputes and by tickets together, than it asked for.
 */
export const proposeCredit = command({
  name: "support-tickets.propose-credit",
  permission,
  alwaysApproved: true,
  input: object({ ...ticketFields, amount: money, reason }),
  scope: byIssuerFirst,
  // What would be refused when it is carried out is refused when it is asked for, before anybody decides.
  async preview({ ticketId, amount }) {
    const ticket = await prisma.supportTicket.findUnique({
      where: { id: ticketId },
      select: { number: true, type: true, billId: true, disputeId: true },
    });
    if (!ticket) throw notFound();
    const bill = await seeBill(prisma, await billOf(prisma, ticket));
    await requireCreditable(prisma, Money.of(amount.amount, amount.currency), bill);
    return {
      target: { type: "support-tickets", id: ticketId, label: ticket.number },
      before: { bill: labelOf(bill), total: bill.total.toJSON() },
      after: { credit: amount },
    };
  },
  // Whatever version the ticket had when it was proposed: the conversation goes on while somebody decides.
  async run({ input: { ticketId, amount }, tx, caller, audit, emit, now }) {
    const ticket = await lockTicket(tx, ticketId);
    const { number } = ticket;
    const bill = await lockBill(tx, await billOf(tx, ticket));
    const credit = Money.of(amount.amount, amount.currency);
    await requireCreditable(tx, credit, bill);
    const draft = bill.state === "to_issue" && bill.kind === "postpaid";
    const billItemId = newId();
    await writeBillItem(tx, {
      id: billItemId,
      organizationId: bill.organizationId,
      customerId: bill.customerId,
      billId: draft ? bill.id : null,
      kind: "credit",
      description: `${number} · ${labelOf(bill)}`,
      unitPrice: credit.negated(),
      amount: credit.negated(),
      occurredAt: now,
      source: `${creditOf(bill.id)}${billItemId}`,
      now,
    });
    await tellOf({ tx, caller, now }, ticket, [ticket.assigneeId], "credit_proposed", {
      amount: `${credit.amount.toFixed()} ${credit.currency}`,
      bill: labelOf(bill),
    });
    audit.target({ type: "support-tickets", id: ticketId, label: number });
    audit.organization(servingOrganization(ticket));
    audit.change(null, { bill: labelOf(bill), credit: credit.toJSON(), billItemId });
    emit("support-tickets/credited", { ticketId, billItemId, organizationId: bill.organizationId });
    return { ticketId, billItemId, billId: draft ? bill.id : null, credited: credit.toJSON() };
  },
});

/** How items name the bill that a ticket's credit is for. */
const creditOf = (billId: string): string => `support-credit:${billId}:`;

/**
 * The bill in question: the one linked, or that of the dispute linked.
 * @throws rule_violation when there is none, or the ticket disputes nothing.
 */
async function billOf(
  tx: Pick<Tx, "dispute">,
  { type, billId, disputeId, number }: Pick<Ticket, "type" | "billId" | "disputeId" | "number">,
): Promise<string> {
  if (type !== "billing_dispute") throw refused("support.not_a_dispute");
  if (billId) return billId;
  const dispute = disputeId
    ? await tx.dispute.findUnique({ where: { id: disputeId }, select: { billId: true } })
    : null;
  if (!dispute?.billId) throw refused("support.no_bill", { number });
  return dispute.billId;
}

/** @throws rule_violation: a void bill, another currency, not positive, finer than the minor unit, more than the bill asks for. */
async function requireCreditable(
  tx: Pick<Tx, "billItem" | "$queryRaw">,
  credit: Money,
  bill: LockedBill,
): Promise<void> {
  const { currency, total } = bill;
  const number = labelOf(bill);
  if (bill.state === "void") throw refused("support.bill_void", { number });
  if (credit.currency !== currency) throw refused("billing.currency_mismatch");
  if (credit.isZero || credit.isNegative) throw refused("billing.amount_not_positive");
  const digits = minorUnitDigits(currency);
  if (credit.amount.decimalPlaces() > digits)
    throw refused("billing.too_many_decimals", { currency, digits });
  const { _sum } = await tx.billItem.aggregate({
    where: {
      organizationId: bill.organizationId,
      customerId: bill.customerId,
      source: { startsWith: creditOf(bill.id) },
    },
    _sum: { amount: true },
  });
  const byTickets = Money.of((_sum.amount ?? 0).toFixed(), currency).negated();
  // A draft's total has what tickets took off it already.
  const asked = bill.state === "to_issue" ? total.plus(byTickets) : total;
  const left = asked.minus(await creditedOf(tx, bill.id, currency)).minus(byTickets);
  if (credit.compare(left) > 0)
    throw refused("support.credit_more_than_bill", {
      number,
      total: `${asked.amount.toFixed()} ${currency}`,
      left: `${left.amount.toFixed()} ${currency}`,
    });
}
