import type { Caller } from "@/lib/core/caller";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { type CommandScope, inOrganization, type Place } from "@/lib/core/scope";

/** Who is billed: a customer, or an organization for itself. */
export type BillOwner = { organizationId: string; customerId: string | null };

/**
 * Who sends an owner's bills: for a customer the organization that serves them, for an organization the one above it; the
 * platform bills itself.
 */
export async function issuerOf(
  db: Pick<Tx, "organization">,
  { organizationId, customerId }: BillOwner,
): Promise<string> {
  if (customerId) return organizationId;
  const row = await db.organization.findUnique({ where: { id: organizationId }, select: { parentId: true } });
  if (!row) throw notFound();
  return row.parentId ?? organizationId;
}

const placeOf = async (organizationId: string, caller: Caller): Promise<Place> =>
  (await inOrganization<null>(() => organizationId)(null, caller))[0]!;

/** The owner's organization, and the one that bills it: whoever is billed never writes their own bills. */
async function places(owner: BillOwner, caller: Caller, issuerId?: string): Promise<Place[]> {
  return [
    await placeOf(owner.organizationId, caller),
    await placeOf(issuerId ?? (await issuerOf(prisma, owner)), caller),
  ];
}

export type OwnerInput = { organizationId?: string; customerId?: string };

/**
 * Whom an input names: a customer, or an organization itself; the one the caller works in where it names neither.
 * @throws not_found
 */
export async function ownerIn(
  db: Pick<Tx, "customer">,
  { organizationId, customerId }: OwnerInput,
  caller: Caller,
): Promise<BillOwner> {
  if (!customerId) return { organizationId: organizationId ?? caller.scope.organizationId, customerId: null };
  const customer = await db.customer.findUnique({
    where: { id: customerId },
    select: { organizationId: true },
  });
  // A customer of somebody else is no customer of the organization named.
  if (!customer || (organizationId && organizationId !== customer.organizationId)) throw notFound();
  return { organizationId: customer.organizationId, customerId };
}

/** For what only the issuer does to an owner. */
export const byIssuerOfOwner =
  <Input extends OwnerInput>(): CommandScope<Input> =>
  async (input, caller) =>
    places(await ownerIn(prisma, input, caller), caller);

/** For what only the issuer does to a bill, an invoice, or a bill's dispute. */
export const byIssuerOf =
  <Input>(what: "bill" | "invoice" | "dispute", pick: (input: Input) => string): CommandScope<Input> =>
  async (input, caller) => {
    const row = await rowOf(what, pick(input));
    if (!row) throw notFound();
    return places(row, caller, row.issuerId);
  };

async function rowOf(what: "bill" | "invoice" | "dispute", id: string) {
  const select = { organizationId: true, customerId: true, issuerId: true } as const;
  if (what === "bill") return prisma.bill.findUnique({ where: { id }, select });
  if (what === "invoice") return prisma.invoice.findUnique({ where: { id }, select });
  const dispute = await prisma.dispute.findUnique({ where: { id }, select: { bill: { select } } });
  return dispute?.bill ?? null;
}
