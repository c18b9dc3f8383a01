import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { open, reload } from "./support/open";
import { stateOf } from "./support/operator";

/** The story of the product, told by hand: import, ask, agree, carry out, prove. */
test.describe.configure({ mode: "serial" });

const stamp = Date.now().toString(36);
const imported = `Imported ${stamp}`;
const recordUrl = /\/[0-9a-f]{8}-[0-9a-f-]{27}$/;
let approvalUrl = "";

const as = async (browser: Browser, email: string): Promise<Page> =>
  (await browser.newContext({ storageState: stateOf(email) })).newPage();

const dialogOf = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

test("operations imports organizations from a CSV and sees which rows are faulty", async ({ browser }) => {
  const page = await as(browser, "operations@harbour.example");
  await open(page, "/ops/governance/imports/new");
  const rows = ["name,kind,country", `${imported},enterprise,DE`, `Faulty ${stamp},club,DE`];
  await page.locator("input[type=file]").setInputFiles({
    name: "customers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\uFEFF${rows.join("\r\n")}\r\n`),
  });
  await expect(page.getByRole("cell", { name: imported })).toBeVisible();
  await page.getByRole("button", { name: "Import now" }).click();
  await page.waitForURL(recordUrl);
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 30_000 });
  await open(page, `/ops/customers/organizations?q=${stamp}`);
  await expect(page.getByRole("link", { name: imported })).toBeVisible();
  await expect(page.getByText(`Faulty ${stamp}`)).toHaveCount(0);
});

test("an administrator puts suspending behind the agreement of a colleague", async ({ browser }) => {
  const page = await as(browser, "admin@harbour.example");
  await open(page, "/ops/governance/approval-policies/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Suspensions ${stamp}`);
  await page.getByLabel("Command").selectOption("organizations.suspend");
  await page.getByRole("textbox", { name: "Name of step 1" }).fill("Second pair of eyes");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(recordUrl);
  await expect(page.getByText("In force").first()).toBeVisible();
});

test("operations asks to suspend an organization, and cannot agree to it themselves", async ({ browser }) => {
  const page = await as(browser, "operations@harbour.example");
  await open(page, `/ops/customers/organizations?q=${stamp}`);
  await page.getByRole("link", { name: imported }).click();
  await page.waitForURL(recordUrl);
  await page.getByRole("button", { name: "Suspend" }).click();
  await dialogOf(page).getByRole("textbox").fill("Three invoices are overdue");
  await dialogOf(page).getByRole("button", { name: "Suspend" }).click();
  await expect(dialogOf(page).getByText("Sent for approval")).toBeVisible();
  await dialogOf(page).getByRole("link", { name: "Open the approval" }).click();
  await page.waitForURL(/approvals\/[0-9a-f-]{36}$/);
  approvalUrl = page.url();
  await expect(page.getByText("Pending").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("a colleague agrees, the job carries it out, and the organization is suspended", async ({ browser }) => {
  const page = await as(browser, "manager@harbour.example");
  await open(page, approvalUrl);
  await page.getByRole("button", { name: "Approve" }).click();
  await dialogOf(page).getByRole("button", { name: "Approve" }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(async () => {
    await reload(page);
    await expect(page.getByText("Executed").first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await open(page, `/ops/customers/organizations?q=${stamp}`);
  await expect(page.getByRole("row", { name: new RegExp(imported) })).toContainText("Suspended");
});

test("the auditor exports the trail that proves it", async ({ browser }) => {
  const page = await as(browser, "auditor@harbour.example");
  await open(page, `/ops/governance/audit-entries?q=${encodeURIComponent(imported)}`);
  await expect(page.getByText("organizations.suspend").first()).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await dialogOf(page)
    .getByRole("button", { name: /Export|Download/ })
    .last()
    .click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[0]).toContain("Action");
  expect(csv).toContain("organizations.suspend");
  expect(csv).toContain("Three invoices are overdue");
});
