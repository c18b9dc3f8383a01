import { z } from "zod";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";

export const skuCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, { error: "commerce.validation.code" });

export const skuName = z.string().trim().min(1).max(200);

export const skuDescription = z.string().trim().max(2000);

/** Nothing or more: what costs nothing can be ordered, too. */
export const skuPrice = money.refine(({ amount }) => !amount.startsWith("-"), {
  error: "commerce.validation.not_below_zero",
  path: ["amount"],
});

/** In per cent, contained in the price: "19", "7.25". */
export const taxRate = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, { error: "commerce.validation.percent" })
  .refine((rate) => Number(rate) <= 100, { error: "commerce.validation.percent" });

const access = object({
  kind: z.literal("access"),
  code: skuCode,
  name: skuName,
  /** How long from the grant, in days; for good when left out. */
  days: z.int().min(1).max(36_500).nullable().optional(),
});

const voucher = object({ kind: z.literal("voucher"), code: skuCode, name: skuName, voucherTemplateId: id });

const report = object({ kind: z.literal("report"), code: skuCode, name: skuName });

/** What buying one of a SKU entitles to; each has a code of its own. */
export const skuBenefits = z
  .array(z.discriminatedUnion("kind", [access, voucher, report]))
  .max(20)
  .refine((benefits) => new Set(benefits.map(({ code }) => code)).size === benefits.length, {
    error: "commerce.validation.benefit_codes",
  });

export type SkuBenefitInput = z.output<typeof skuBenefits>[number];

/** The fields an audit entry and a conflict show. */
export const skuSelect = {
  code: true,
  name: true,
  description: true,
  price: true,
  currency: true,
  taxRate: true,
  state: true,
  version: true,
  benefits: {
    select: { code: true, kind: true, name: true, days: true, voucherTemplateId: true },
    orderBy: { code: "asc" },
  },
} as const;

type SkuRow = { price: { toFixed(): string }; currency: string; taxRate: { toFixed(): string } };

/** A row as the trail tells of it. */
export function skuFacts<Row extends SkuRow>({ price, currency, taxRate, ...row }: Row) {
  return { ...row, price: { amount: price.toFixed(), currency }, taxRate: taxRate.toFixed() };
}
