import type { FieldChanges } from "../command-fields";

/** What the input's schema cannot say of a rule's fields. */
export const ruleFieldChanges = (currencies: string[]): Record<string, FieldChanges> => ({
  threshold: { kind: "money", currencies, half: true },
  amount: { kind: "money", currencies, half: true },
  monthlyLimit: { kind: "money", currencies, half: true },
});
