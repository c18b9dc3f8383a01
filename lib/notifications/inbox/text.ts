import { z } from "zod";
import type { Translate } from "@/lib/core/i18n/translate";

const stored = z.record(z.string(), z.union([z.string(), z.number(), z.object({ key: z.string() })]));

/** An inbox item's message in the reader's language. */
export function inboxText(item: { message: string; params: unknown }, t: Translate): string {
  const params = stored.catch({}).parse(item.params);
  return t(
    item.message,
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === "object" ? t(value.key) : value]),
    ),
  );
}
