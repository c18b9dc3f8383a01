import { z } from "zod";
import { phone } from "@/lib/core/crypto/phone";

export const customerName = z.string().trim().min(1).max(200);

/** What can be said of a customer on creation and later; each may be left out. */
export const customerFields = {
  email: z.email().max(254).toLowerCase().nullable().optional(),
  phone: phone.nullable().optional(),
  externalRef: z.string().trim().min(1).max(100).nullable().optional(),
  locale: z.enum(["en", "zh"]).optional(),
  note: z.string().trim().max(2000).nullable().optional(),
};

/** The fields an audit entry and a conflict show; never the number itself. */
export const customerSelect = {
  number: true,
  organizationId: true,
  name: true,
  email: true,
  phoneMasked: true,
  state: true,
  locale: true,
  externalRef: true,
  note: true,
  version: true,
} as const;
