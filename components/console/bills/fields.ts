import { minorUnitDigits } from "@/lib/core/money";
import type { FieldChanges } from "../command-fields";

/** What the input's schema cannot say of a period. */
export const periodFieldChanges: Record<string, FieldChanges> = {
  month: { placeholder: "2026-10", pattern: "\\d{4}-(0[1-9]|1[0-2])" },
  from: { half: true },
  to: { half: true },
};

/** What the input's schema cannot say of an item's fields. */
export const itemFieldChanges = (currencies: string[]): Record<string, FieldChanges> => ({
  customerId: { half: true },
  organizationId: { half: true },
  description: { kind: "text" },
  unitPrice: { kind: "money", currencies, half: true },
  quantity: { half: true, placeholder: "1" },
  occurredAt: { kind: "time" },
});

/** What the input's schema cannot say of a billing profile. */
export const profileFieldChanges = (currencies: string[]): Record<string, FieldChanges> => ({
  customerId: { half: true },
  organizationId: { half: true },
  currency: {
    kind: "select",
    half: true,
    options: currencies.map((value) => ({ value, label: value })),
  },
  mode: { half: true, placeholder: undefined },
  periodMonths: {
    kind: "integer",
    half: true,
    min: 1,
    max: 12,
  },
  termsDays: { half: true },
  taxRate: { half: true, placeholder: "0" },
  discountRate: { half: true, placeholder: "0" },
  email: { half: true },
  legalName: { half: true, kind: "text" },
  taxId: { half: true, kind: "code" },
  address: { kind: "textarea" },
});

/** Fields of a profile's form after the owner's. */
export const profileFields = [
  "mode",
  "periodMonths",
  "termsDays",
  "taxRate",
  "discountRate",
  "autoPay",
  "email",
  "legalName",
  "taxId",
  "address",
] as const;

/** An amount as a form begins with it: no more digits than its currency is paid in. */
export const payable = (amount: string, currency: string): { amount: string; currency: string } => ({
  amount: Number(amount) === 0 ? "" : amount.includes(".") ? padded(amount, currency) : amount,
  currency,
});

const padded = (amount: string, currency: string): string => {
  const [whole = "0", part = ""] = amount.split(".");
  return `${whole}.${part.padEnd(minorUnitDigits(currency), "0")}`;
};

/** What is asked for an invoice besides its kind and how much it is about. */
export const invoiceFields = ["legalName", "taxId", "address", "email", "note"];

/** What the input's schema cannot say of an invoice's fields. */
export const invoiceFieldChanges: Record<string, FieldChanges> = {
  kind: { placeholder: undefined, half: true },
  legalName: { half: true, kind: "text" },
  taxId: { half: true, kind: "code" },
  address: { kind: "textarea" },
  note: { kind: "textarea" },
};
