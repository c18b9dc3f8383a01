import { agreed } from "@/lib/billing/billing-profiles/find";
import { issuerOf } from "@/lib/billing/bills/issuer";
import { type Caller, demand } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { contains, inOrganization } from "@/lib/core/scope";

const select = {
  id: true,
  organizationId: true,
  customerId: true,
  ...agreed,
  suspendedAt: true,
  version: true,
  organization: { select: { name: true } },
  customer: { select: { name: true } },
} as const;

/**
 * One billing profile with what its page and form need: rates as text, whose it is, and `issuerPath` for whom may change it.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readBillingProfile(id: string, caller: Caller) {
  demand(caller, "billing.bills.read");
  const row = isId.safeParse(id).success
    ? await prisma.billingProfile.findUnique({ where: { id }, select })
    : null;
  if (!row) throw notFound();
  const placeOf = async (organizationId: string) =>
    (await inOrganization<null>(() => organizationId)(null, caller))[0]!;
  const { path } = await placeOf(row.organizationId);
  if (!contains(caller.scope, path)) throw notFound();
  const { organization, customer, ...fields } = row;
  return {
    ...fields,
    taxRate: row.taxRate.toFixed(),
    discountRate: row.discountRate.toFixed(),
    owner: customer?.name ?? organization.name,
    path,
    issuerPath: (await placeOf(await issuerOf(prisma, row))).path,
  };
}
