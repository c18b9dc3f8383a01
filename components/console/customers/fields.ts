import type { FieldChanges } from "../command-fields";

/** What the input's schema cannot say of a customer's fields. */
export const customerFieldChanges: Record<string, FieldChanges> = {
  email: { half: true, kind: "email" },
  phone: { half: true, autoComplete: "off" },
  externalRef: { half: true, kind: "code" },
  locale: { half: true },
  note: { kind: "textarea" },
};

/** Everything an edit may change, in the order of the form. */
export const customerFields = ["name", "email", "phone", "externalRef", "locale", "note"] as const;
