/** Fields of the booking as the address that takes it calls them; `slot` is the beginning of the visit. */
export const typedFields = ["customer_name", "customer_phone", "address", "issue_desc"] as const;

export type TypedField = (typeof typedFields)[number];

/** What a form that was not taken shows again: what was typed, and what is wrong with it. */
export type FormState = {
  typed: Partial<Record<TypedField, string>>;
  faults: Partial<Record<TypedField | "slot", string>>;
  /** What is wrong with all of it. */
  problem: string | null;
};

export const emptyForm: FormState = { typed: {}, faults: {}, problem: null };

/** The server's names of when a visit is, in one field here. */
const slotFields = ["appointment_date", "appointment_time", "appointmentStart", "slot"];

/** What a refusal says of each field, where the form shows it. */
export function faultsIn(fields: Record<string, string>): FormState["faults"] {
  const faults: FormState["faults"] = {};
  for (const [path, message] of Object.entries(fields)) {
    const known = typedFields.find((field) => field === path);
    if (known) faults[known] = message;
    else if (slotFields.includes(path)) faults.slot = message;
  }
  return faults;
}
