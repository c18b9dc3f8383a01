import type { FieldChanges } from "../command-fields";

/** What a macro is asked for, in the order of the form. */
export const macroFieldNames = ["name", "kind", "body", "priority", "resolves"] as const;

/** What the input's schema cannot say of a macro's fields. */
export const macroFieldChanges: Record<string, FieldChanges> = {
  name: { required: true },
  kind: { kind: "radio", required: true },
  body: { kind: "textarea", required: true },
  priority: { half: true },
};
