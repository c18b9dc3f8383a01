import { createTranslator } from "use-intl/core";
import type { AppError } from "@/lib/core/errors";
import type { Locale } from "@/lib/core/i18n/locale";
import { loadMessages } from "@/lib/core/i18n/messages";

export type Translate = (key: string, params?: Record<string, string | number | Date>) => string;

/** A translator over every catalogue; keys begin with the catalogue's name ("governance.menu.operators"). */
export async function translator(locale: Locale): Promise<Translate> {
  const messages = await loadMessages(locale);
  // The catalogues are read at run time, so their keys have no types.
  const t = createTranslator({ locale, messages, onError: () => {} }) as Translate;
  return t;
}

/** Key of an error's sentence: the kernel's own stand in `core`, a module's reason is written "module.reason". */
export const errorKey = (reason: string): string => {
  const [module, key] = reason.includes(".") ? reason.split(".", 2) : ["core", reason];
  return `${module}.errors.${key}`;
};

/** What went wrong, in the reader's language. */
export const describeError = (error: Pick<AppError, "reason" | "params">, t: Translate): string =>
  t(errorKey(error.reason), error.params);
