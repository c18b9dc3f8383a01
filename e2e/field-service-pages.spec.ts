import { expect, test } from "@playwright/test";
import { axeFaults, lostAtTwiceTheText, scriptBudget, scriptOf } from "./support/budgets";
import { phone, phoneOf, technician } from "./support/field-service";
import { open } from "./support/open";
import { stateOf } from "./support/operator";

test.use(phone);

test("the jobs can be done with the keyboard alone", async ({ browser, baseURL }) => {
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await context.newPage();
  await open(page, "/jobs");
  const names = await page.getByRole("main").getByRole("heading", { level: 3 }).allTextContents();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  const tabTo = async (words: string) => {
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()) === words) return;
    }
    throw new Error(`“${words}” cannot be reached`);
  };
  await tabTo(names[0]!);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: names[0] })).toBeFocused();
  for (const words of ["Call", "Navigate", "Save the note"]) await tabTo(words);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeFocused();
  await tabTo(names[0]!);
  await context.close();
});

const addresses = ["/jobs", "/jobs/more", "/jobs/queue"];

for (const [locale, colorScheme] of [
  ["en", "light"],
  ["zh", "dark"],
] as const)
  test(`the technician's pages hold up: ${locale}, ${colorScheme}`, async ({ browser, baseURL }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({
      ...phone,
      baseURL,
      colorScheme,
      storageState: stateOf(technician),
    });
    await context.addCookies([{ name: "locale", value: locale, url: baseURL! }]);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await open(page, "/jobs");
    const job = await page.getByRole("main").getByRole("link").first().getAttribute("href");
    for (const path of [...addresses, job!]) {
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      for (const fault of await axeFaults(page)) faults.push(`${path}: ${fault}`);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("a, button, label, input:not(.sr-only), textarea")]
          .map((element) => ({ text: element.textContent, height: element.getBoundingClientRect().height }))
          .filter(({ height }) => height > 1 && height < 48),
      );
      // A card's link is as large as its card, and a radio as its row.
      for (const { text, height } of small)
        if (height > 30) faults.push(`${path}: “${text}” is ${height} px high`);
      for (const fault of await lostAtTwiceTheText(page))
        faults.push(`${path} in letters twice as large: ${fault}`);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

test("the technician's day loads little script", async ({ browser, baseURL }) => {
  // As a phone loads it that has kept nothing yet.
  const options = { ...phone, baseURL, serviceWorkers: "block", storageState: stateOf(technician) } as const;
  const context = await browser.newContext(options);
  expect(await scriptOf(await context.newPage(), "/jobs")).toBeLessThan(scriptBudget);
  await context.close();
});
