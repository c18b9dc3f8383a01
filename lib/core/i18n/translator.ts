import format, { type CompiledMessage, type FormatValues } from "icu-minify/format";
import type { AbstractIntlMessages } from "next-intl";
import { type CompiledMessages, compileMessages } from "./compile";
import { readableValues } from "./format";
import type { Locale } from "./locale";
import { loadMessages } from "./messages";

export type Translate = (key: string, values?: FormatValues<string>) => string;

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

const compiled = new WeakMap<AbstractIntlMessages, CompiledMessages>();

/** The compiled catalogues of a language; compiled anew only when a file changed while developing. */
export async function compiledMessages(locale: Locale): Promise<CompiledMessages> {
  const messages = await loadMessages(locale);
  const known = compiled.get(messages);
  if (known) return known;
  const fresh = compileMessages(messages, (path) =>
    console.error(`messages/${locale}: ${path} is not an ICU message`),
  );
  compiled.set(messages, fresh);
  return fresh;
}

/**
 * Words for where no page is drawn: e-mails, API errors, jobs, the command line. In React use `useTranslations` or
 * `getTranslations`.
 * @param namespace path below the catalogues, for example "governance.mail"; without one keys begin with the catalogue
 * @returns a function from key and values to text; a key that is not there comes back as its own full path, as on a page
 */
export async function translator(locale: Locale, namespace = "", timeZone = "UTC"): Promise<Translate> {
  const root = await compiledMessages(locale);
  return (key, values) => {
    const path = namespace === "" ? key : `${namespace}.${key}`;
    const message = at(root, path);
    return message === undefined
      ? path
      : String(format<string>(message, locale, readableValues(values, locale), { formatters, timeZone }));
  };
}

function at(root: CompiledMessages, path: string): CompiledMessage | undefined {
  let here: CompiledMessage | CompiledMessages | undefined = root;
  for (const step of path.split(".")) {
    if (here === undefined || typeof here === "string" || Array.isArray(here)) return undefined;
    here = here[step];
  }
  return typeof here === "string" || Array.isArray(here) ? here : undefined;
}
