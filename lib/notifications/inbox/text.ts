import { z } from "zod";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import type { Translate } from "@/lib/core/i18n/translate";

const stored = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.object({ key: z.string() }),
    z.object({ at: z.iso.datetime(), timeZone: z.string() }),
  ]),
);

/**
 * An inbox item's message in the reader's language, with amounts as they are written there.
 * @param locale the language `t` speaks.
 */
export function inboxText(item: { message: string; params: unknown }, t: Translate, locale: string): string {
  const params = stored.catch({}).parse(item.params);
  const shown = (value: (typeof params)[string]): string | number => {
    if (typeof value === "object")
      return "key" in value ? t(value.key) : formatTime(value.at, { ...value, locale, style: "minute" });
    return typeof value === "string" ? amountWords(value, locale) : value;
  };
  return t(
    item.message,
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)])),
  );
}

/** An amount is kept as "323.4 USD", which is nobody's way to write one. Other words stay as they are. */
function amountWords(words: string, locale: string): string {
  const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(words) ?? [];
  return amount && currency ? formatMoney({ amount, currency }, locale) : words;
}
