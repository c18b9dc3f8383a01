import { z } from "zod";
import { byIssuerOfOwner } from "@/lib/billing/bills/issuer";
import { requireGiveable } from "@/lib/commerce/vouchers/give";
import { countRecipients, placesOf, recipientConditions } from "@/lib/commerce/vouchers/recipients";
import { operatorOf } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { each, inOrganization, ofRow, type Place } from "@/lib/core/scope";

const input = object({
  voucherTemplateId: id,
  target: z.enum(["customers", "organizations", "filter", "everyone"]),
  /** For "customers": these, or this one. */
  customerIds: z.array(id).max(1000).optional(),
  customerId: id.optional(),
  /** For "organizations": into whose own wallets. Who bills an organization gives them, nobody to themselves. */
  organizationIds: z.array(id).max(1000).optional(),
  /** For "filter": those whom the customer list finds with it, such as `{ "createdAt": "2026-01-01.." }`. */
  filter: z.record(z.string().max(40), z.string().min(1).max(2000)).optional(),
  /** Whose customers, with everything below; without it, those of the organization worked in. */
  organizationId: id.optional(),
  reason,
}).refine(
  (wish) =>
    (wish.target === "customers") === named(wish).length > 0 &&
    (wish.target === "organizations") === (wish.organizationIds ?? []).length > 0 &&
    (wish.target === "filter") === Boolean(wish.filter),
  {
    error: "commerce.validation.one_target",
    path: ["target"],
  },
);

type Wish = z.output<typeof input>;

const named = ({
  customerIds = [],
  customerId,
}: {
  customerIds?: string[];
  customerId?: string;
}): string[] => [...new Set(customerId ? [...customerIds, customerId] : customerIds)];

/**
 * Gives vouchers to one, to many, to a filter or to everyone (admin-prd 3), or to organizations for themselves. The command notes
 * the issue; a durable function gives them in batches, each recipient once.
 */
export const issueVouchers = command({
  name: "vouchers.issue",
  permission: "commerce.vouchers.issue",
  input,
  scope: each(
    inOrganization((wish: Wish) => wish.organizationId),
    ofRow("voucher_template", (wish: Wish) => wish.voucherTemplateId),
    async (wish) => placesOf(named(wish)),
    async (wish, caller) => {
      const places: Place[] = [];
      for (const organizationId of wish.organizationIds ?? [])
        places.push(...(await byIssuerOfOwner()({ organizationId }, caller)));
      return places;
    },
  ),
  async preview(wish, caller) {
    const { voucherTemplateId, filter, organizationId } = wish;
    const template = await prisma.voucherTemplate.findUnique({
      where: { id: voucherTemplateId },
      select: { name: true, amount: true, currency: true },
    });
    if (!template) throw notFound();
    const path = organizationId ? await pathOf(organizationId) : caller.scope.path;
    const recipients = await countRecipients({
      path,
      customerIds: named(wish),
      organizationIds: wish.organizationIds ?? [],
      filter: filter ?? null,
      until: now(),
    });
    const amount = Money.of(template.amount.toFixed(), template.currency);
    return {
      target: { type: "voucher-templates", id: voucherTemplateId, label: template.name },
      before: null,
      after: {
        recipients,
        each: amount.toJSON(),
        inAll: amount.times(String(recipients)).toJSON(),
      },
    };
  },
  async run({ input: wish, tx, caller, place, audit, emit, now }) {
    const { voucherTemplateId, target, filter, reason } = wish;
    const customerIds = named(wish);
    const template = await tx.voucherTemplate.findUniqueOrThrow({
      where: { id: voucherTemplateId },
      select: { name: true, state: true, validDays: true, validUntil: true },
    });
    requireGiveable(template, now);
    recipientConditions(filter ?? {});
    const issueId = newId();
    await tx.voucherIssue.create({
      data: {
        id: issueId,
        organizationId: place.organizationId,
        templateId: voucherTemplateId,
        target,
        customerIds,
        organizationIds: [...new Set(wish.organizationIds)],
        ...(filter ? { filter } : {}),
        reason,
        operatorId: operatorOf(caller),
        createdAt: now,
      },
      select: { id: true },
    });
    audit.target({ type: "voucher-templates", id: voucherTemplateId, label: template.name });
    audit.change(null, {
      issue: issueId,
      ...(filter ? { filter } : {}),
      customers: customerIds.length || null,
      ...(wish.organizationIds ? { organizations: wish.organizationIds.length } : {}),
    });
    emit("voucher-issues/begun", { issueId, organizationId: place.organizationId });
    return { issueId };
  },
});

async function pathOf(organizationId: string): Promise<string> {
  const [row] = await prisma.$queryRaw<{ path: string }[]>`
    select path::text as path from organization where id = ${organizationId}::uuid`;
  if (!row) throw notFound();
  return row.path;
}
