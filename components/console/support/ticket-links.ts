import { bills } from "@/lib/billing/bills/resource";
import { disputes } from "@/lib/billing/disputes/resource";
import { topUps } from "@/lib/billing/top-ups/resource";
import { orders } from "@/lib/commerce/orders/resource";
import { AppError } from "@/lib/core/errors";
import { id as uuid } from "@/lib/core/id";
import type { Resource } from "@/lib/core/resource";
import { record } from "@/lib/core/resource/list";
import { customers } from "@/lib/customers/customers/resource";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** What a ticket can be about, by the field that names it. */
export const linkResources = {
  orderId: orders,
  topUpId: topUps,
  billId: bills,
  disputeId: disputes,
  serviceTicketId: serviceTickets,
} as const satisfies Record<string, Resource>;

export type LinkField = keyof typeof linkResources;
export const linkFields = Object.keys(linkResources) as LinkField[];

/** What an address can bring along for a new ticket. */
export type Prefilled = {
  links: Partial<Record<LinkField, { id: string; title: string }>>;
  customer: { id: string; title: string } | null;
  /** Whose it is; where a link is brought along, its own organization. */
  organizationId: string | null;
};

type Given = Record<string, string | string[] | undefined>;

/** What a link of another page brings along, as far as this reader may see it; anything else is left out. */
export async function prefilled(reader: Reader, given: Given): Promise<Prefilled> {
  const found: Prefilled = { links: {}, customer: null, organizationId: null };
  for (const field of linkFields) {
    const values = await seen(reader, linkResources[field], given[field]);
    if (!values) continue;
    found.links[field] = { id: String(values.id), title: String(values.number) };
    if (typeof values.organizationId === "string") found.organizationId = values.organizationId;
    found.customer ??= await customerOf(reader, values.customerId);
  }
  const customer = await seen(reader, customers, given.customerId);
  if (customer) {
    found.customer = { id: String(customer.id), title: String(customer.name) };
    if (typeof customer.organizationId === "string") found.organizationId = customer.organizationId;
  }
  return found;
}

async function customerOf(reader: Reader, id: unknown): Promise<Prefilled["customer"]> {
  const values = await seen(reader, customers, id);
  return values ? { id: String(values.id), title: String(values.name) } : null;
}

async function seen(reader: Reader, resource: Resource, id: unknown) {
  if (!uuid.safeParse(id).success || !mayRead(resource, reader)) return null;
  try {
    return await record(resource, String(id), reader.caller);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
