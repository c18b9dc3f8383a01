import { type RawBuilder, sql } from "kysely";

/** What a browser calls itself, as far as it says ("Firefox", "Windows"); null for what is not a known one. */
export type BrowserName = { browser: string; system: string };

// Every browser also names those it wants to be taken for: the most particular first.
const browsers: [string, RegExp][] = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /(Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
];

const systems: [string, RegExp][] = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(iPhone|iPad|iPod)\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

export function browserName(userAgent: string): BrowserName | null {
  const name = (table: [string, RegExp][]) => table.find(([, sign]) => sign.test(userAgent))?.[0];
  const browser = name(browsers);
  const system = name(systems);
  return browser && system ? { browser, system } : null;
}

/**
 * The same in a statement: "Chrome · Linux", or what a client calls itself where it is no known browser. Names alone, so that
 * they read the same in every language.
 * @param userAgent the column that holds what the client sent.
 */
export function browserIn(userAgent: string): RawBuilder<string | null> {
  const name = (table: [string, RegExp][]) =>
    sql`case ${sql.join(
      // Postgres writes a word's edge otherwise and takes a slash as it is.
      table.map(([each, { source }]) => {
        const sign = source.replaceAll("\\b", "\\y").replaceAll("\\/", "/");
        return sql`when ${sql.ref(userAgent)} ~ ${sql.lit(sign)} then ${sql.lit(each)}`;
      }),
      sql` `,
    )} end`;
  return sql`coalesce(${name(browsers)} || ' · ' || ${name(systems)}, left(${sql.ref(userAgent)}, 60))`;
}
