import { type Browser, expect, type Page, test } from "@playwright/test";
import { open, reload } from "./support/open";
import { stateOf } from "./support/operator";

/** A day of money: topped up by card, spent, asked back, agreed to by two, given back; and the books balance. */
test.describe.configure({ mode: "serial" });

const stamp = Date.now().toString(36);
const customer = `Payer ${stamp}`;
const recordUrl = /\/[0-9a-f]{8}-[0-9a-f-]{27}(\?|$)/;
let customerId = "";
let orderUrl = "";
let approvalUrl = "";

const as = async (browser: Browser, who: string): Promise<Page> =>
  (await browser.newContext({ storageState: stateOf(`${who}@harbour.example`) })).newPage();

const dialogOf = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

/** Reloads until it is there, and nothing else: jobs take their time. */
const appears = (page: Page, text: string) =>
  expect(async () => {
    await reload(page);
    await expect(page.getByText(text, { exact: true }).first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 40_000 });

async function command(page: Page, name: string, data: object): Promise<Record<string, string>> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`/api/v1/${name}`, { headers: { origin }, data });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).data;
}

test("a customer tops up 50 USD by card on the provider's page", async ({ browser }) => {
  test.setTimeout(90_000);
  const page = await as(browser, "operations");
  await open(page, "/ops");
  const created = await command(page, "customers/create", {
    name: customer,
    email: `${stamp}@example.test`,
  });
  customerId = created.customerId!;
  await command(page, "skus/create", {
    code: `E2E-${stamp.toUpperCase()}`,
    name: `Course ${stamp}`,
    price: { amount: "30", currency: "USD" },
  });
  await open(page, `/ops/billing/top-ups/new?customerId=${customerId}`);
  await expect(page.getByText(customer).first()).toBeVisible();
  await page.getByLabel("Amount").first().fill("50");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/pay\//, { timeout: 40_000 });
  await expect(page.getByText("no real money moves")).toBeVisible();
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.waitForURL(/payment\/done/);
  await open(page, `/ops/customers/customers/${customerId}`);
  await appears(page, "Succeeded");
  // New customers of the demo are welcomed with a voucher, which is spent first.
  await appears(page, "$5.00");
});

test("an order is paid from the wallet", async ({ browser }) => {
  const page = await as(browser, "operations");
  await open(page, `/ops/commerce/orders/new?customerId=${customerId}`);
  await page.getByRole("searchbox", { name: "Filter SKUs" }).fill(stamp);
  await page.getByRole("textbox", { name: `Course ${stamp}: Quantity` }).fill("1");
  await page.getByRole("button", { name: /Create and pay/ }).click();
  await page.waitForURL(recordUrl);
  orderUrl = page.url();
  await appears(page, "Fulfilled");
});

test("a refund of 20 USD is asked for and waits for two", async ({ browser }) => {
  const page = await as(browser, "operations");
  await open(page, orderUrl);
  await page.getByRole("button", { name: "Refund" }).click();
  await dialogOf(page).getByLabel("Amount").first().fill("20");
  await dialogOf(page)
    .getByRole("textbox", { name: /Reason/ })
    .fill("Does not work as said");
  await dialogOf(page).getByRole("button", { name: "Refund" }).click();
  await expect(dialogOf(page).getByText("Sent for approval")).toBeVisible();
  await dialogOf(page).getByRole("link", { name: "Open the approval" }).click();
  await page.waitForURL(/approvals\/[0-9a-f-]{36}$/);
  approvalUrl = page.url();
  await expect(page.getByText("Pending").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await open(page, orderUrl);
  await expect(page.getByText(/is waiting for approval/)).toBeVisible();
});

for (const who of ["admin", "finance"])
  test(`${who} agrees to it`, async ({ browser }) => {
    const page = await as(browser, who);
    await open(page, approvalUrl);
    await page.getByRole("button", { name: "Approve" }).click();
    await dialogOf(page).getByRole("button", { name: "Approve" }).click();
    await expect(dialogOf(page)).toHaveCount(0);
  });

test("it is carried out, every page shows it, and the books balance", async ({ browser }) => {
  test.setTimeout(90_000);
  const page = await as(browser, "finance");
  await open(page, approvalUrl);
  await appears(page, "Executed");
  await open(page, orderUrl);
  await expect(page.getByText("Partly refunded").first()).toBeVisible();
  await open(page, `/ops/customers/customers/${customerId}`);
  // 50 topped up, 25 of the order's 30 spent in cash, 20 given back.
  await expect(page.getByText("$45.00").first()).toBeVisible();
  await open(page, "/ops/commerce/refunds");
  await expect(page.getByRole("row", { name: new RegExp(customer) })).toContainText("Succeeded");
  await open(page, "/ops/billing/trial-balance");
  await expect(page.getByText("debit and credit are equal in every currency")).toBeVisible();
});
