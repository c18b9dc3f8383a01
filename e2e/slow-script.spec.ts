import { type Browser, expect, type Page, test } from "@playwright/test";
import { stateOf } from "./support/operator";

/** A page whose script comes long after it can be read. @returns what lets the script come. */
async function withoutScript(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const pageOf = async (browser: Browser, email?: string): Promise<Page> =>
  (await browser.newContext(email ? { storageState: stateOf(email) } : {})).newPage();

test("what is typed and sent on the sign-in page before its script is there signs in, and is in no address", async ({
  browser,
}) => {
  const page = await pageOf(browser);
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const release = await withoutScript(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  const password = await page.getByText("Password of all").locator("..").getByRole("button").textContent();
  await page.getByRole("textbox", { name: "E-mail" }).fill("auditor@harbour.example");
  await page.getByRole("textbox", { name: "Password" }).fill(password!);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  release();
  await page.waitForURL(/second-factor/);
  expect(addresses.filter((address) => address.includes(encodeURIComponent(password!)))).toEqual([]);
});

test("a form that is filled in and sent before its script is there is not lost", async ({ browser }) => {
  const page = await pageOf(browser, "admin@harbour.example");
  const name = `Early Bird ${Date.now().toString(36)}`;
  const release = await withoutScript(page);
  await page.goto("/ops/customers/organizations/new", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByLabel("Kind").selectOption("enterprise");
  await page.getByRole("textbox", { name: "Name" }).press("Enter");
  await page.waitForTimeout(500);
  release();
  await page.waitForURL(/\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  await expect(page.getByRole("heading", { name })).toBeVisible();
});
