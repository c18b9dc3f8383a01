import AxeBuilder from "@axe-core/playwright";
import { type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { bookVisit } from "./support/booking";
import { stateOf } from "./support/operator";

type Variant = { name: string; operator: string; locale: "en" | "zh"; options: BrowserContextOptions };

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

const variants: Variant[] = [
  {
    name: "wide, light, English, platform",
    operator: "admin@harbour.example",
    locale: "en",
    options: { viewport: wide, colorScheme: "light" },
  },
  {
    name: "narrow, dark, Chinese, platform",
    operator: "admin@harbour.example",
    locale: "zh",
    options: { viewport: narrow, colorScheme: "dark" },
  },
  {
    name: "narrow, light, English, tenant",
    operator: "agent@langang.example",
    locale: "en",
    options: { viewport: narrow, colorScheme: "light" },
  },
];

/** The pages a reader can get to: those of the menu, and of each the first record and the first button that leads on. */
async function pagesOf(page: Page): Promise<string[]> {
  const home = new URL(page.url()).pathname;
  const inside = (paths: (string | null)[]) =>
    paths.flatMap((path) => (path?.startsWith(home) && !path.includes("?") ? [path] : []));
  const linksIn = (selector: string) =>
    page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = new Set([home, `${home}/account`, `${home}/search?q=a`]);
  await page.setViewportSize(wide);
  const menu = inside(await linksIn("nav a[href]"));
  for (const path of menu) {
    found.add(path);
    await page.goto(path);
    await page.getByRole("main").waitFor();
    for (const link of inside(await linksIn("main header a[href], main [role=tablist] a[href]")))
      found.add(link);
    const [record] = inside(await linksIn("main table a[href]")).filter((link) => !menu.includes(link));
    if (record) found.add(record);
  }
  return [...found];
}

for (const { name, operator, locale, options } of variants)
  test(`every page holds up: ${name}`, async ({ browser, request, baseURL }) => {
    test.setTimeout(900_000);
    const context = await browser.newContext({ ...options, baseURL, storageState: stateOf(operator) });
    await context.addCookies([{ name: "locale", value: "en", url: baseURL! }]);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto("/");
    await page.waitForURL(/\/(ops|tenant)/);
    const pages = await pagesOf(page);
    expect(pages.length).toBeGreaterThan(8);
    // What strangers see.
    pages.push("/booking", (await bookVisit(request, baseURL!)).path);
    await context.addCookies([{ name: "locale", value: locale, url: baseURL! }]);
    await page.setViewportSize(options.viewport!);
    for (const path of pages) {
      const response = await page.goto(path);
      if (!response || response.status() >= 400) faults.push(`${path}: answered ${response?.status()}`);
      await page.getByRole("main").waitFor();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      for (const violation of violations)
        if (violation.impact === "serious" || violation.impact === "critical")
          faults.push(`${path}: ${violation.id} at ${violation.nodes[0]?.target.join(" ")}`);
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
