import type { FieldChanges } from "../command-fields";

/** What the input's schema cannot say of an organization's fields. */
export const organizationFieldChanges = (locale: string): Record<string, FieldChanges> => ({
  kind: { half: true },
  parentId: { half: true },
  email: { half: true },
  country: { half: true, kind: "code", maxLength: 2, pattern: "[A-Z]{2}" },
  currency: { half: true, kind: "select", options: currencies(locale) },
  timeZone: { half: true, kind: "select", options: timeZones() },
  externalRef: { half: true, kind: "code" },
  note: { kind: "textarea" },
});

/** Everything an edit may change, in the order of the form. */
export const organizationFields = [
  "name",
  "email",
  "country",
  "currency",
  "timeZone",
  "externalRef",
  "note",
] as const;

const timeZones = () =>
  ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({ value: zone, label: zone }));

function currencies(locale: string) {
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}
