import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { open } from "./support/open";
import { stateOf } from "./support/operator";

/** What two tabs, or two people, do to each other. */
const stamp = Date.now().toString(36);
const recordUrl = /\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

const field = (page: Page, name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}`) });

async function newOrganization(context: BrowserContext, name: string): Promise<string> {
  const page = await context.newPage();
  await open(page, "/ops/customers/organizations/new");
  await field(page, "Name").fill(name);
  await page.getByLabel("Kind").selectOption("enterprise");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(recordUrl);
  const address = new URL(page.url()).pathname;
  await page.close();
  return address;
}

test("who saves second sees what changed, and loses neither that nor what they typed", async ({
  browser,
}) => {
  const context = await browser.newContext({ storageState: stateOf("admin@harbour.example") });
  const address = await newOrganization(context, `Edited ${stamp}`);
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) await open(page, `${address}/edit`);
  await field(second, "Name").fill(`Renamed ${stamp}`);

  await field(first, "External reference").fill(`REF-${stamp}`);
  await first.getByRole("button", { name: "Save" }).click();
  await first.waitForURL(recordUrl);

  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("Somebody was faster")).toBeVisible();
  await second.getByRole("button", { name: "Reload" }).click();
  await expect(field(second, "External reference")).toHaveValue(`REF-${stamp}`);
  await expect(field(second, "Name")).toHaveValue(`Renamed ${stamp}`);
  await expect(second.getByText("Somebody was faster")).toHaveCount(0);

  await second.getByRole("button", { name: "Save" }).click();
  await second.waitForURL(recordUrl);
  await expect(second.getByRole("heading", { name: `Renamed ${stamp}` })).toBeVisible();
  await expect(second.getByText(`REF-${stamp}`).filter({ visible: true }).first()).toBeVisible();
});

test("a page opened in one organization does nothing in another that was chosen on the next tab", async ({
  browser,
}) => {
  const context = await browser.newContext({ storageState: stateOf("operations2@harbour.example") });
  const [first, second] = [await context.newPage(), await context.newPage()];
  await open(first, "/ops/customers/customers/new");
  await field(first, "Name").fill(`Nobody's ${stamp}`);
  await open(second, "/ops");
  const choose = async (name: string) => {
    const switcher = second.getByRole("button", { name: /^Switch organization/ });
    await switcher.click();
    // The list begins with some of many.
    if (name !== "All organizations") await second.getByRole("dialog").getByRole("combobox").fill(name);
    await second.getByRole("option", { name: new RegExp(`^${name}`) }).click();
    await expect(switcher).toHaveAccessibleName(`Switch organization: ${name}`);
  };
  await choose("Straits Telemetry");
  await first.getByRole("button", { name: "Create", exact: true }).click();
  await expect(first.getByText("You work in another organization by now")).toBeVisible();
  await expect(field(first, "Name")).toHaveValue(`Nobody's ${stamp}`);
  await choose("All organizations");
  await first.getByRole("button", { name: "Create", exact: true }).click();
  await first.waitForURL(recordUrl);
});
