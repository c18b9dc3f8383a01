import { bills } from "@/lib/billing/bills/resource";
import { disputes } from "@/lib/billing/disputes/resource";
import type { Resource } from "@/lib/core/resource";
import { record } from "@/lib/core/resource/list";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** The currency a credit for a ticket would be in: that of its bill, or of its dispute's; null where the reader sees neither. */
export async function billCurrency(reader: Reader, ticket: SupportTicketRecord): Promise<string | null> {
  if (!ticket.may.credit) return null;
  return (
    (await currencyIn(reader, bills, "total", ticket.bill?.id)) ??
    (await currencyIn(reader, disputes, "amount", ticket.dispute?.id))
  );
}

async function currencyIn(
  reader: Reader,
  resource: Resource,
  column: string,
  id: string | undefined,
): Promise<string | null> {
  if (!id || !mayRead(resource, reader)) return null;
  const amount = (await record(resource, id, reader.caller))[column];
  return amount !== null && typeof amount === "object" && "currency" in amount
    ? String(amount.currency)
    : null;
}
