/** The languages Fairlead speaks. Shared by server and client. */
export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/** Cookies that carry what the reader chose; none of them is a secret. */
export const LOCALE_COOKIE = "locale";
export const TIME_ZONE_COOKIE = "timezone";

/** What `<html lang>` says: Chinese is the simplified script. */
export const HTML_LANG: Record<Locale, string> = { en: "en", zh: "zh-Hans" };

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (LOCALES as readonly string[]).includes(value);
}

/**
 * The language to answer in.
 * @param cookie value of the `locale` cookie, which wins when it names a language we speak
 * @param acceptLanguage the `Accept-Language` header, read by its quality values (RFC 9110 12.5.4)
 */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const quality = params.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split("-")[0] ?? "", quality: quality ? Number(quality) : 1 };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return DEFAULT_LOCALE;
}
