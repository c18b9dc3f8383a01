import { directory } from "@/lib/core/directory";
import { formatTime } from "@/lib/core/i18n/format";
import type { Texts } from "./reader";

export type ChangedField = {
  key: string;
  label: string;
  /** In words; null where there was nothing. */
  before: string | null;
  after: string | null;
};

export type WordsContext = {
  /** Noun of the record that changed: its columns name the fields. */
  noun: string | null;
  t: Texts;
  locale: string;
  timeZone: string;
};

type Fields = Record<string, unknown> | null;

/** What changed, field by field, in the reader's words. Fields equal on both sides are left out where both sides are known. */
export function changedFields(before: Fields, after: Fields, context: WordsContext): ChangedField[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys
    .map((key) => ({
      key,
      label: fieldWords(key, context),
      before: valueWords(key, before?.[key], context),
      after: valueWords(key, after?.[key], context),
    }))
    .filter((field) => field.before !== field.after);
}

/** What a field is called, by the catalogue of the record it belongs to. */
export function fieldWords(key: string, { noun, t }: Pick<WordsContext, "noun" | "t">): string {
  const resource = noun ? directory().resources.get(noun) : undefined;
  const keys = [
    ...(resource ? [`${resource.module}.resources.${resource.name}.columns.${key}`] : []),
    `core.console.fields.${key}`,
  ];
  const known = keys.find((candidate) => t.has(candidate));
  return known ? t(known) : key;
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function valueWords(key: string, value: unknown, context: WordsContext): string | null {
  if (value === undefined || value === null || value === "") return null;
  const { noun, t, locale, timeZone } = context;
  if (typeof value === "boolean") return t(value ? "core.common.yes" : "core.common.no");
  if (typeof value === "string") {
    if (moment.test(value)) return formatTime(value, { locale, timeZone, style: "exact" });
    const resource = noun ? directory().resources.get(noun) : undefined;
    const option = resource && `${resource.module}.resources.${resource.name}.values.${key}.${value}`;
    return option && /^[\w-]+$/.test(value) && t.has(option) ? t(option) : value;
  }
  if (Array.isArray(value) && value.every((each) => typeof each !== "object"))
    return value.length === 0 ? null : value.join(", ");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
