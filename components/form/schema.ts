import * as z from "zod/mini";
import type { FieldDescription } from "./field-description";

/** Says what is wrong; keys of `core.validation`. */
export type FormWords = (key: string, values?: Record<string, string | number>) => string;

/** The check of the fields that stand on the screen. The command checks again with its own schema. */
export function formSchema(fields: FieldDescription[], t: FormWords) {
  return z.object(Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, t)])));
}

function fieldSchema(field: FieldDescription, t: FormWords): z.ZodMiniType {
  switch (field.kind) {
    case "checkbox":
    case "switch":
      return z.boolean();
    case "multiselect":
    case "references":
    case "tags":
      return z.array(z.string()).check(...(field.required ? [z.minLength(1, t("required"))] : []));
    case "files":
      return z.array(z.string().check(z.regex(UPLOAD, t("upload_pending"))));
    case "money":
      return z.object({ amount: textSchema(field, t), currency: z.string() });
    default:
      return textSchema(field, t);
  }
}

function textSchema(field: FieldDescription, t: FormWords) {
  return z.string().check(
    z.superRefine<string>((raw, context) => {
      const wrong = fault(field, raw.trim(), t);
      if (wrong) context.addIssue({ code: "custom", message: wrong, input: raw });
    }),
  );
}

const UPLOAD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const FORMS: Partial<Record<FieldDescription["kind"], [RegExp, string]>> = {
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "email"],
  url: [/^https:\/\/[^\s]+$/, "url"],
  integer: [/^-?\d+$/, "integer"],
  number: [/^-?\d+(\.\d+)?$/, "number"],
  file: [UPLOAD, "upload_pending"],
  money: [/^-?\d{1,15}(\.\d{1,9})?$/, "money"],
};

function fault(field: FieldDescription, text: string, t: FormWords): string | null {
  if (text === "") return field.required ? t("required") : null;
  const form = FORMS[field.kind];
  if (form && !form[0].test(text)) return t(form[1]);
  if (field.kind === "json" && !isJson(text)) return t("json");
  if (field.pattern && !new RegExp(`^(?:${field.pattern})$`, "u").test(text)) return t("pattern");
  if (field.maxLength !== undefined && text.length > field.maxLength)
    return t("most_characters", { count: field.maxLength });
  if (["integer", "number", "money"].includes(field.kind)) {
    if (field.min !== undefined && Number(text) < field.min) return t("least", { limit: String(field.min) });
    if (field.max !== undefined && Number(text) > field.max) return t("most", { limit: String(field.max) });
  }
  if (field.positive && !(Number(text) > 0)) return t("positive");
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
