import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { stateOf } from "./support/operator";
import { pageReaders, pagesFile } from "./support/pages";

/** The pages a reader can get to: those of the menu, and of each the first record and the first button that leads on. */
async function pagesOf(page: Page): Promise<string[]> {
  const home = new URL(page.url()).pathname;
  const inside = (paths: (string | null)[]) =>
    paths.flatMap((path) => (path?.startsWith(home) && !path.includes("?") ? [path] : []));
  const linksIn = (selector: string) =>
    page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = new Set([home, `${home}/account`, `${home}/search?q=a`]);
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

for (const reader of pageReaders)
  test(`what ${reader} can get to`, async ({ browser, baseURL }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 1440, height: 900 },
      storageState: stateOf(reader),
    });
    const page = await context.newPage();
    await page.goto("/");
    await page.waitForURL(/\/(ops|tenant)/);
    const pages = await pagesOf(page);
    expect(pages.length).toBeGreaterThan(8);
    await mkdir(dirname(pagesFile(reader)), { recursive: true });
    await writeFile(pagesFile(reader), JSON.stringify(pages));
    await context.close();
  });
