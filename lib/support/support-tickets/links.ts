import type { Tx } from "@/lib/core/db";
import { invalidInput } from "@/lib/core/errors";

export type Links = {
  orderId?: string | null;
  topUpId?: string | null;
  billId?: string | null;
  disputeId?: string | null;
  serviceTicketId?: string | null;
  keyPrefix?: string | null;
};

/** Only the links among the fields of an input, those it names. */
export const linksIn = ({ orderId, topUpId, billId, disputeId, serviceTicketId, keyPrefix }: Links): Links =>
  Object.fromEntries(
    Object.entries({ orderId, topUpId, billId, disputeId, serviceTicketId, keyPrefix }).filter(
      ([, value]) => value !== undefined,
    ),
  );

/**
 * Makes sure that what a ticket is about is its requester's: of its organization, and of its customer where it has one.
 * @throws invalid_input naming the field of whatever is not; the same for what does not exist, so that nobody learns whose it is.
 */
export async function requireOwnLinks(
  tx: Tx,
  { orderId, topUpId, billId, disputeId, serviceTicketId }: Links,
  { organizationId, customerId }: { organizationId: string; customerId: string | null },
): Promise<void> {
  const of = (id: string) => ({ where: { id, organizationId, ...(customerId ? { customerId } : {}) } });
  const counts = {
    ...(orderId ? { orderId: await tx.order.count(of(orderId)) } : {}),
    ...(topUpId ? { topUpId: await tx.topUp.count(of(topUpId)) } : {}),
    ...(billId ? { billId: await tx.bill.count(of(billId)) } : {}),
    ...(disputeId ? { disputeId: await tx.dispute.count(of(disputeId)) } : {}),
    ...(serviceTicketId ? { serviceTicketId: await tx.serviceTicket.count(of(serviceTicketId)) } : {}),
  };
  const faults = Object.entries(counts)
    .filter(([, count]) => count === 0)
    .map(([path]) => ({ path, key: "support.validation.not_theirs" }));
  if (faults.length > 0) throw invalidInput(faults);
}
