import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AbstractIntlMessages } from "next-intl";
import { directory } from "@/lib/core/directory";
import { LOCALES } from "@/lib/core/i18n/locale";
import { messagesAtOnce } from "@/lib/core/i18n/messages";
import { textsOf } from "@/lib/core/resource/describe";
import { containsText } from "@/lib/core/resource/query";

/** Names of lists with what they are called on the screen, in every language. */
let titles: { name: string; title: string }[] | undefined;

const titlesOf = (): { name: string; title: string }[] =>
  LOCALES.flatMap((locale) => {
    const messages = messagesAtOnce(locale);
    return [...directory().resources.values()].flatMap((resource) => {
      const title = `${textsOf(resource)}.label`
        .split(".")
        .reduce<AbstractIntlMessages[string] | undefined>(
          (here, step) => (typeof here === "object" ? here[step] : undefined),
          messages,
        );
      return typeof title === "string" ? [{ name: resource.name, title: title.toLowerCase() }] : [];
    });
  });

/**
 * How a column that holds names of lists is searched: pages show the lists' titles in its place, so their words count as well
 * as the name, in whichever language they are.
 * @param ref the column.
 */
export const ofListsCalled =
  (ref: string) =>
  (words: string): RawBuilder<SqlBool> => {
    titles ??= titlesOf();
    const wanted = words.trim().toLowerCase();
    const names = titles.filter(({ title }) => title.includes(wanted)).map(({ name }) => name);
    const from = sql.ref(ref);
    return sql`(${containsText(from, words)} or ${from} = any(${[...new Set(names)]}::text[]))`;
  };
