import type { KeptMethod } from "@/lib/billing/payment-methods/kept";
import type { FieldChanges } from "../command-fields";
import type { Reader } from "../reader";

/** Choosing one of the payer's saved methods instead of a page to pay on. @param how the field in which "online" is chosen. */
export const savedMethod = (reader: Reader, kept: readonly KeptMethod[], how: string): FieldChanges => ({
  kind: "select",
  placeholder: reader.t("billing.pages.payment-methods.none"),
  options: kept.map(({ id, label }) => ({ value: id, label })),
  when: { field: how, in: ["online"] },
});
