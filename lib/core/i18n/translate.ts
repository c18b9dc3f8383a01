import type { AppError } from "@/lib/core/errors";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator as compiledTranslator } from "@/lib/core/i18n/translator";

export type Translate = (key: string, params?: Record<string, string | number | Date>) => string;

/**
 * A translator over every catalogue; keys begin with the catalogue's name ("governance.menu.operators"). It reads compiled
 * messages, like the pages: the web server's bundle holds no parser.
 */
export const translator = (locale: Locale): Promise<Translate> => compiledTranslator(locale);

/** Key of an error's sentence: the kernel's own stand in `core`, a module's reason is written "module.reason". */
export const errorKey = (reason: string): string => {
  const [module, key] = reason.includes(".") ? reason.split(".", 2) : ["core", reason];
  return `${module}.errors.${key}`;
};

/** What went wrong, in the reader's language. */
export const describeError = (error: Pick<AppError, "reason" | "params">, t: Translate): string =>
  t(errorKey(error.reason), error.params);
