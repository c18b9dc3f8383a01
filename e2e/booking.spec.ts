import { expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { bookVisit, fillBooking, openBooking, somePhone } from "./support/booking";
import { axeFaults, lostAtTwiceTheText, scriptBudget, scriptOf } from "./support/budgets";
import { open } from "./support/open";

/** Somebody without an account books a visit on a phone, and looks after it. */
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const photo = async (name: string, red: number) => ({
  name,
  mimeType: "image/jpeg",
  buffer: await sharp({
    create: { width: 640, height: 480, channels: 3, background: { r: red, g: 80, b: 90 } },
  })
    .jpeg()
    .toBuffer(),
});

const bookedHeading = (page: Page) => page.getByRole("heading", { name: "Your visit is booked" });
const submit = (page: Page) => page.getByRole("button", { name: "Book the visit" });

test("books with photos, follows, moves and calls off the visit", async ({ page }) => {
  await openBooking(page);
  await submit(page).click();
  // What is missing is said where it is missing, and the first of it has the focus.
  await expect(page.getByText("Choose a day and a time.")).toBeVisible();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await fillBooking(page);
  const chooser = page.locator("input[type=file]");
  await chooser.setInputFiles([await photo("meter.jpg", 10), await photo("wrong.jpg", 90)]);
  await chooser.setInputFiles([await photo("cable.jpg", 200)]);
  await page.getByRole("button", { name: "Remove wrong.jpg" }).click();

  // The network goes, and nothing that was typed with it.
  await page.context().setOffline(true);
  await submit(page).click();
  await expect(page.getByText("No answer came. What you typed is kept.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Lovelace");
  await page.context().setOffline(false);

  let broken = true;
  await page.route("**/images", (route) => {
    const first = broken;
    broken = false;
    return first ? route.abort() : route.continue();
  });
  await submit(page).dblclick();
  await expect(bookedHeading(page)).toBeFocused();
  await expect(page.getByText(/^TK\d{6,}$/)).toBeVisible();
  // A photo that did not arrive would be lost with the page, which is not left without a question.
  let asked = "";
  page.once("dialog", (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await page.getByRole("link", { name: "Follow the visit" }).click();
  expect(asked).toContain("have not been sent yet");
  await page.getByRole("button", { name: "Send meter.jpg again" }).click();
  await expect(page.getByText("Sent", { exact: true })).toHaveCount(2);

  await page.getByRole("link", { name: "Follow the visit" }).click();
  await page.waitForURL(/\/booking\/[A-Za-z0-9_-]{43}$/);
  await expect(page.getByRole("img", { name: /Photo/ })).toHaveCount(2);
  await expect(page).toHaveTitle("Your visit · Fairlead");

  await page.getByText("Move the visit").click();
  await page.getByRole("radio").first().check({ force: true });
  await page.getByRole("button", { name: "Move to this time" }).click();
  await expect(page.getByText("The visit was moved.")).toBeVisible();
  await expect(page.getByText("Moved by you")).toBeVisible();

  // Somebody else with the link was faster.
  const secret = page.url().split("/").pop();
  const { version } = (await (await page.request.get(`/api/public/booking/${secret}`)).json()).data;
  await page.locator("#cancel summary").click();
  await page.getByLabel("Why?").fill("It works again.");
  const slots = (await (await page.request.get(`/api/public/booking/${secret}/slots?days=31`)).json()).data;
  const later = slots.days.at(-1).slots.at(-1).start;
  const other = await page.request.post(`/api/public/booking/${secret}/reschedule`, {
    data: { version, appointment_start: later },
  });
  expect(other.status()).toBe(200);
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await expect(page.getByText("The visit was changed in the meantime.")).toBeVisible();
  await expect(page.getByText("Moved by you")).toHaveCount(2);
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await expect(page.getByText("You called this visit off. Nobody comes.")).toBeVisible();
  await expect(page.getByText("It works again.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Book a new visit" })).toBeVisible();
});

test("two tabs with the same words book once", async ({ context }) => {
  const phone = somePhone();
  const numbers: (string | null)[] = [];
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await openBooking(tab);
    // On a day of its own: other tests take the same time of others meanwhile.
    await fillBooking(tab, { phone, day: -2 });
  }
  await Promise.all(tabs.map((tab) => submit(tab).click()));
  for (const tab of tabs) numbers.push(await tab.getByText(/^TK\d{6,}$/).textContent());
  expect(numbers[0]).toBe(numbers[1]);
});

test("what was typed survives a reload", async ({ page }) => {
  await openBooking(page);
  await page.getByLabel("Address").fill("12 Quay Street");
  await openBooking(page);
  await expect(page.getByLabel("Address")).toHaveValue("12 Quay Street");
});

test("works without a script", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto("/booking");
  await page.getByRole("link", { name: "Later days" }).click();
  await fillBooking(page, { phone: "call me" });
  await submit(page).click();
  await expect(page.getByText(/country code/).last()).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Lovelace");
  await fillBooking(page);
  await submit(page).click();
  // A browser takes the place a form was sent to along.
  await expect(page).toHaveURL(/\/booking\/[A-Za-z0-9_-]{43}(#\w+)?$/);
  await page.locator("#cancel summary").click();
  await page.getByLabel("Why?").fill("It works again.");
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await expect(page.getByText("You called this visit off. Nobody comes.")).toBeVisible();
  await context.close();
});

test("can be done with the keyboard alone", async ({ page }) => {
  await openBooking(page);
  const reach = async (reached: () => Promise<boolean>) => {
    for (let step = 0; step < 40; step++) {
      if (await reached()) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("The keyboard does not get there.");
  };
  const at = (selector: string) => () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  await reach(at("#when nav li:last-child a"));
  await page.keyboard.press("Enter");
  await reach(at("input[name=slot]"));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  for (const [name, text] of [
    ["customer_name", "Ada Lovelace"],
    ["customer_phone", somePhone()],
    ["address", "12 Quay Street"],
    ["issue_desc", "The meter is dark."],
  ] as const) {
    await reach(at(`[name=${name}]`));
    await page.keyboard.type(text);
  }
  await reach(at("input[type=file]"));
  await reach(at("button[type=submit]"));
  await page.keyboard.press("Enter");
  await expect(bookedHeading(page)).toBeFocused();
  await reach(async () =>
    page.evaluate(() => document.activeElement?.textContent?.includes("Follow the visit") ?? false),
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/booking\/[A-Za-z0-9_-]{43}$/);
  await reach(at("#cancel summary"));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Why?")).toBeVisible();
});

test("stays whole with text twice as large, and loads little script", async ({ page, request, baseURL }) => {
  const { path } = await bookVisit(request, baseURL!);
  const loaded: Record<string, number> = {};
  for (const [name, address] of [
    ["booking", "/booking"],
    ["follow", path],
  ] as const) {
    loaded[name] = Math.round(await scriptOf(page, address));
    if (name === "booking") await openBooking(page);
    for (const fold of await page.locator("summary").all()) await fold.click();
    if (name === "booking") await submit(page).click();
    expect([name, await lostAtTwiceTheText(page)]).toEqual([name, []]);
  }
  console.log(`Script in kB: ${JSON.stringify(loaded)}`);
  for (const kilobytes of Object.values(loaded)) expect(kilobytes).toBeLessThan(scriptBudget);
});

for (const [locale, colorScheme] of [
  ["en", "light"],
  ["zh", "dark"],
] as const)
  test(`is accessible in ${locale}, ${colorScheme}`, async ({ page, request, baseURL }) => {
    await page.emulateMedia({ colorScheme });
    await page.context().addCookies([{ name: "locale", value: locale, url: baseURL! }]);
    await openBooking(page);
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("button[type=submit]").click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    const { path, number } = await bookVisit(request, baseURL!);
    const answer = await open(page, path);
    const headers = answer?.headers() ?? {};
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(headers["referrer-policy"]).toBe("same-origin");
    await expect(page.getByText(number)).toBeVisible();
    for (const fold of await page.locator("summary").all()) await fold.click();
    expect(await axeFaults(page)).toEqual([]);
    const unknown = await open(page, `/booking/${"A".repeat(43)}`);
    expect(unknown?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
  });

test("draws itself anew when the office changed something, and says when it cannot know", async ({
  page,
  request,
  baseURL,
}) => {
  const { path } = await bookVisit(request, baseURL!);
  await open(page, path);
  await expect(page.getByText("We received your booking")).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(/Not up to date/)).toBeVisible();
  const secret = path.split("/").pop();
  const canceled = await request.post(`${baseURL}/api/public/booking/${secret}/cancel`, {
    data: { reason: "Another day." },
  });
  expect(canceled.status()).toBe(200);
  await page.context().setOffline(false);
  await expect(page.getByText("You called this visit off. Nobody comes.")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/Not up to date/)).toHaveCount(0);
});
