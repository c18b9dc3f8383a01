import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { open } from "./support/open";
import { stateOf } from "./support/operator";

/** Support as its two sides live it: ask, note among colleagues, answer, resolve, say how it was. */
test.describe.configure({ mode: "serial" });

const stamp = Date.now().toString(36);
const subject = `Gateway ${stamp} is offline`;
const note = `Known since firmware ${stamp}; do not promise a date.`;
const answer = `Please hold the button for ten seconds (${stamp}).`;
let ticketId = "";

const customer = "agent@langang.example";
const staff = "support@harbour.example";

const as = async (browser: Browser, email: string, phone = false): Promise<Page> => {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  return (await browser.newContext({ storageState: stateOf(email), viewport })).newPage();
};
const composer = (page: Page) => page.getByRole("region", { name: "Write into the ticket" });
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
};

test("an organization's agent asks for help", async ({ browser }) => {
  const page = await as(browser, customer, true);
  await open(page, "/tenant/support/support-tickets");
  await page.getByRole("link", { name: "New ticket" }).first().click();
  await page.getByRole("combobox", { name: "Type" }).selectOption("technical");
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("textbox", { name: "Message" }).fill("Since this morning. The light is amber.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/support-tickets\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
  ticketId = page.url().split("/").at(-1) ?? "";
  await expect(page.getByRole("heading", { name: subject })).toBeVisible();
  await expect(composer(page)).toBeVisible();
  await expect(page.getByText("Internal note")).toHaveCount(0);
  await axe(page);
});

test("support takes it, notes something for colleagues and asks back, by keyboard alone", async ({
  browser,
}) => {
  const page = await as(browser, staff);
  await open(page, "/ops/support/support-tickets/unassigned");
  await page.getByRole("link", { name: subject }).click();
  await page.waitForURL(new RegExp(ticketId));
  await page.getByRole("button", { name: "Assign" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Assign" }).press("Enter");
  await expect(page.getByRole("button", { name: "Assign", exact: true })).toHaveCount(0);

  await page.getByRole("tab", { name: "Public answer" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(composer(page).getByText("Only staff read this. The customer never does.")).toBeVisible();
  await composer(page).getByRole("textbox", { name: "Internal note" }).fill(note);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("listitem").filter({ hasText: note })).toContainText("Internal note");

  await page.getByRole("tab", { name: "Internal note" }).focus();
  await page.keyboard.press("ArrowLeft");
  await composer(page).getByRole("textbox", { name: "Answer" }).fill(answer);
  await composer(page).getByRole("button", { name: "Answer and wait for the customer" }).press("Enter");
  await expect(page.getByText("Waiting for the customer").first()).toBeVisible();
  await expect(page.getByText("Paused").first()).toBeVisible();
  await axe(page);
});

test("the agent sees the answer and nothing internal, and answers", async ({ browser }) => {
  const page = await as(browser, customer, true);
  const [response] = await Promise.all([
    page.waitForResponse((each) => each.url().endsWith(ticketId)),
    open(page, `/tenant/support/support-tickets/${ticketId}`),
  ]);
  await expect(page.getByText(answer)).toBeVisible();
  expect(await response.text()).not.toContain(note);
  await expect(page.getByText(note)).toHaveCount(0);
  const comments = await page.request.get(`/api/v1/support-comments?ticketId=${ticketId}&limit=200`);
  expect(comments.status()).toBe(200);
  expect(await comments.text()).not.toContain(note);
  await composer(page).getByRole("textbox", { name: "Answer" }).fill("It came back, thank you.");
  await composer(page).getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("It came back, thank you.").first()).toBeVisible();
  await expect(page.getByText("Open", { exact: true }).first()).toBeVisible();
});

test("support resolves it with a last word", async ({ browser }) => {
  const page = await as(browser, staff);
  await open(page, `/ops/support/support-tickets/${ticketId}`);
  await composer(page).getByRole("textbox", { name: "Answer" }).fill("Good to hear.");
  await composer(page).getByRole("button", { name: "Answer and resolve" }).click();
  await expect(page.getByText("Resolved", { exact: true }).first()).toBeVisible();
});

test("the agent says how it was, once", async ({ browser }) => {
  const page = await as(browser, customer, true);
  await open(page, `/tenant/support/support-tickets/${ticketId}`);
  const rate = page.getByRole("button", { name: "Rate" });
  // The first question wants an answer.
  await rate.click();
  await expect(page.getByRole("heading", { name: "How was it?" })).toBeVisible();
  await page
    .getByRole("group", { name: "Overall" })
    .getByRole("radio", { name: "4 of 5" })
    .check({ force: true });
  await page
    .getByRole("group", { name: "Was it fast?" })
    .getByRole("radio", { name: "5 of 5" })
    .check({ force: true });
  await rate.click();
  await expect(page.getByRole("heading", { name: "Satisfaction" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "How was it?" })).toHaveCount(0);
  const support = await as(browser, staff);
  await open(support, `/ops/support/support-tickets?q=${encodeURIComponent(subject)}&ratingOverall=4..4`);
  await expect(support.getByRole("link", { name: subject })).toBeVisible();
});
