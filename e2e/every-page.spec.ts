import { readFile } from "node:fs/promises";
import { type Browser, type BrowserContextOptions, expect, test } from "@playwright/test";
import { bookVisit } from "./support/booking";
import { axeFaults } from "./support/budgets";
import { stateOf } from "./support/operator";
import { type PageReader, pagesFile } from "./support/pages";
import { resolvedForCustomer } from "./support/rating";

type Variant = { name: string; reader: PageReader; locale: "en" | "zh"; options: BrowserContextOptions };

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

const variants: Variant[] = [
  {
    name: "wide, light, English, platform",
    reader: "admin@harbour.example",
    locale: "en",
    options: { viewport: wide, colorScheme: "light" },
  },
  {
    name: "narrow, dark, Chinese, platform",
    reader: "admin@harbour.example",
    locale: "zh",
    options: { viewport: narrow, colorScheme: "dark" },
  },
  {
    name: "narrow, light, English, tenant",
    reader: "agent@langang.example",
    locale: "en",
    options: { viewport: narrow, colorScheme: "light" },
  },
];

/** Each variant in as many parts, so that no worker is idle while another goes through one alone. */
const parts = 2;

/** Made by staff, whoever the pages are looked at by. */
async function ratingPage(browser: Browser, baseURL: string): Promise<string> {
  const context = await browser.newContext({ baseURL, storageState: stateOf("admin@harbour.example") });
  const path = await resolvedForCustomer(await context.newPage(), baseURL);
  await context.close();
  return path;
}

for (const { name, reader, locale, options } of variants)
  for (let part = 0; part < parts; part += 1)
    test(`every page holds up: ${name}, ${part + 1} of ${parts}`, async ({ browser, request, baseURL }) => {
      test.setTimeout(600_000);
      const context = await browser.newContext({ ...options, baseURL, storageState: stateOf(reader) });
      await context.addCookies([{ name: "locale", value: locale, url: baseURL! }]);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`${page.url()}: ${message.text()}`);
      });
      const known: string[] = JSON.parse(await readFile(pagesFile(reader), "utf8"));
      const pages = known.filter((_, index) => index % parts === part);
      // What strangers see.
      if (part === 0) pages.push("/booking", (await bookVisit(request, baseURL!)).path);
      else pages.push(await ratingPage(browser, baseURL!));
      for (const path of pages) {
        const response = await page.goto(path);
        if (!response || response.status() >= 400) faults.push(`${path}: answered ${response?.status()}`);
        await page.getByRole("main").waitFor();
        for (const fault of await axeFaults(page)) faults.push(`${path}: ${fault}`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 1) faults.push(`${path}: ${overflow} px wider than the screen`);
        if (!(await page.locator("html").getAttribute("lang"))?.startsWith(locale))
          faults.push(`${path}: not in ${locale}`);
      }
      await context.close();
      expect(faults).toEqual([]);
    });
