import type { FieldChanges } from "../command-fields";

/** Fields of a voucher template's form, in order, after its name and worth. */
export const templateFields = [
  "description",
  "validDays",
  "validUntil",
  "minimumSpend",
  "skuIds",
  "trigger",
  "triggerDay",
];

export const templateFieldChanges: Record<string, FieldChanges> = {
  amount: { kind: "money", positive: true },
  minimumSpend: { kind: "money" },
  validDays: { half: true },
  validUntil: { kind: "time", half: true },
  triggerDay: { required: true, placeholder: "10-24", when: { field: "trigger", in: ["date"] } },
};
