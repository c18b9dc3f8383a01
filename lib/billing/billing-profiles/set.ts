import { z } from "zod";
import { agreed, profileOf } from "@/lib/billing/billing-profiles/find";
import { byIssuerOfOwner, type OwnerInput, ownerIn } from "@/lib/billing/bills/issuer";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { currency } from "@/lib/core/money";
import { updateVersioned } from "@/lib/core/versioned";

/** Per cent from 0 to 100, with up to four decimals. */
const percent = z
  .string()
  .regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, { error: "billing.validation.percent" });

const text = (most: number) => z.string().trim().min(1).max(most).nullable();

/** A tax id as printed: letters and digits, with the signs that countries put between them. */
export const taxId = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\-./ ]{2,38}[\p{L}\p{N}]$/u, { error: "billing.validation.tax_id" });

/** Periods that fit into a year, so that they can begin in January. */
const months = z.union([1, 2, 3, 4, 6, 12].map((count) => z.literal(count)));

const shown = (profile: Record<string, unknown>) => {
  const { id: _, version: __, suspendedAt: ___, organizationSuspendedAt: ____, ...fields } = profile;
  return fields;
};

/**
 * Says how an owner is billed in a currency (admin-prd 7): prepaid with statements or postpaid with bills, how long a period is, how
 * long they have to pay, tax, discount, auto-pay, and what stands on invoices. What is left out stays as it is.
 */
export const setBillingProfile = command({
  name: "billing-profiles.set",
  permission: "billing.bills.write",
  input: object({
    customerId: id.optional(),
    organizationId: id.optional(),
    currency,
    /** Of the profile as its form was filled from; leave it out for a new one. */
    version: z.int().positive().optional(),
    mode: z.enum(["prepaid", "postpaid"]).optional(),
    periodMonths: months.optional(),
    termsDays: z.int().min(0).max(365).optional(),
    taxRate: percent.optional(),
    discountRate: percent.optional(),
    autoPay: z.boolean().optional(),
    email: z.email().max(254).nullable().optional(),
    legalName: text(200).optional(),
    taxId: taxId.nullable().optional(),
    address: text(500).optional(),
  }),
  scope: byIssuerOfOwner<OwnerInput>(),
  async preview({ version: _, ...after }) {
    return { before: null, after };
  },
  async run({ input, tx, caller, audit, now }) {
    const { customerId: _, organizationId: __, version, currency, ...fields } = input;
    const owner = await ownerIn(tx, input, caller);
    const before = await profileOf(tx, owner, currency);
    const billingProfileId = before?.id ?? newId();
    if (before)
      await updateVersioned(
        version,
        ({ where, data }) =>
          tx.billingProfile.updateMany({
            where: { id: before.id, ...where },
            data: { ...fields, ...data, updatedAt: now },
          }),
        () => profileOf(tx, owner, currency),
      );
    else
      await create(tx, {
        ...owner,
        ...fields,
        id: billingProfileId,
        currency,
        createdAt: now,
        updatedAt: now,
      });
    const after = await tx.billingProfile.findUniqueOrThrow({
      where: { id: billingProfileId },
      select: {
        ...agreed,
        version: true,
        organization: { select: { name: true } },
        customer: { select: { name: true } },
      },
    });
    const { organization, customer, version: newVersion, ...rest } = after;
    audit.target({
      type: "billing-profiles",
      id: billingProfileId,
      label: `${customer?.name ?? organization.name} ${currency}`,
    });
    audit.change(before ? shown(before) : null, rest);
    return { billingProfileId, version: newVersion };
  },
});

async function create(tx: Tx, data: Prisma.BillingProfileCreateManyInput): Promise<void> {
  const { count } = await tx.billingProfile.createMany({ data: [data], skipDuplicates: true });
  // Somebody else made it at this moment.
  if (count === 0) throw conflict("version_mismatch");
}
