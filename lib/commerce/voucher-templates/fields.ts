import { z } from "zod";
import { refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { money } from "@/lib/core/money";

/** What can be said of a kind of voucher; shared by create and update. */
export const voucherTemplateFields = {
  description: z.string().trim().max(500).optional(),
  /** Days a voucher lives from its issue. */
  validDays: z.int().min(1).max(3650).nullable().optional(),
  /** The moment all of them end. */
  validUntil: z.iso.datetime().nullable().optional(),
  /** It pays only orders of at least this much. */
  minimumSpend: money.nullable().optional(),
  /** It pays only orders of these SKUs; of any when empty. */
  skuIds: z.array(id).max(100).optional(),
  trigger: z.enum(["none", "sign_up", "date"]).optional(),
  /** For trigger "date": month and day, such as "10-24". */
  triggerDay: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .nullable()
    .optional(),
};

export const voucherTemplateName = z.string().trim().min(1).max(120);

type Rules = {
  currency: string;
  minimumSpend?: { amount: string; currency: string } | null;
  trigger?: string;
  triggerDay?: string | null;
};

/** @throws rule_violation when a template's fields contradict each other. */
export function checkVoucherTemplate({ currency, minimumSpend, trigger, triggerDay }: Rules): void {
  if (minimumSpend && minimumSpend.currency !== currency) throw refused("billing.currency_mismatch");
  if (trigger === "date" && !triggerDay) throw refused("commerce.trigger_needs_day");
}

export const voucherTemplateSelect = {
  id: true,
  number: true,
  name: true,
  description: true,
  amount: true,
  currency: true,
  validDays: true,
  validUntil: true,
  minimumSpend: true,
  skuIds: true,
  trigger: true,
  triggerDay: true,
  state: true,
  version: true,
} as const;
