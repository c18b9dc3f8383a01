import { z } from "zod";
import { currency } from "@/lib/core/money";

const countries = /^[A-Z]{2}$/;
const timeZones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

/** What can be said of an organization on creation and later; each may be left out. */
export const organizationFields = {
  email: z.email().max(254).nullable().optional(),
  country: z.string().regex(countries, { error: "customers.validation.country" }).nullable().optional(),
  currency: currency.optional(),
  timeZone: z
    .string()
    .refine((zone) => timeZones.has(zone), { error: "customers.validation.time_zone" })
    .optional(),
  externalRef: z.string().trim().min(1).max(100).nullable().optional(),
  note: z.string().trim().max(2000).nullable().optional(),
};

/** What an organization can be made or become; there is one platform. */
export const organizationKind = z.enum(["reseller", "enterprise", "developer_org", "individual"]);

export const organizationName = z.string().trim().min(1).max(200);

/** The fields an audit entry and a conflict show. */
export const organizationSelect = {
  number: true,
  name: true,
  kind: true,
  state: true,
  parentId: true,
  email: true,
  country: true,
  currency: true,
  timeZone: true,
  externalRef: true,
  note: true,
  suspensionReason: true,
  version: true,
} as const;
