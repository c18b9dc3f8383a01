import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { somePhone } from "./support/booking";
import { axeFaults, lostAtTwiceTheText, scriptBudget, scriptOf } from "./support/budgets";
import {
  addPhotos,
  colleague,
  dayAhead,
  manager,
  Office,
  openJobs,
  phone,
  phoneOf,
  photo,
  technician,
} from "./support/field-service";
import { stateOf } from "./support/operator";

/** A visit from booking to receipt, and what a basement without network does to it. */
test.describe.configure({ mode: "serial" });
test.use(phone);

const stamp = Date.now().toString(36);
const nameOf = (who: string): string => `${who} ${stamp}`;
/** Each story has a day of its own, so that the technician has room for it. */
const days = { canceled: 31, lost: 42, offline: 33, taken: 34, twoPeople: 35, whole: 36 };

let hannah: string;
let other: string;

test.beforeAll(async ({ browser, baseURL }) => {
  const nameIn = async (email: string) => {
    const context = await phoneOf(browser, baseURL!, email);
    const answer = await context.request.get("/api/jobs");
    expect(answer.status(), await answer.text()).toBe(200);
    const { data } = await answer.json();
    await context.close();
    return data.technician as string;
  };
  hannah = await nameIn(technician);
  other = await nameIn(colleague);
});

const card = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
const waiting = (page: Page) => page.getByRole("link", { name: /waits? to be sent/ });

async function openJob(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function writeNote(page: Page, words: string): Promise<void> {
  await page.getByRole("textbox", { name: "Note" }).fill(words);
  await page.getByRole("button", { name: "Save the note" }).click();
}

test("a visit from booking to receipt: a stranger, the office, the technician, and the link that follows it", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const name = nameOf("Whole story");
  const day = dayAhead(days.whole);
  const telephone = somePhone();

  // 1. A stranger books.
  const stranger = await (await browser.newContext({ ...phone, baseURL })).newPage();
  await stranger.goto(`/booking?from=${day}&date=${day}`);
  await stranger.getByRole("radio", { name: "10:00" }).check({ force: true });
  await stranger.getByRole("textbox", { name: "Name" }).fill(name);
  await stranger.getByRole("textbox", { name: "Phone" }).fill(telephone);
  await stranger.getByRole("textbox", { name: "Address" }).fill("7 Lantern Hill");
  await stranger.getByRole("textbox", { name: "What is wrong" }).fill("The meter in the basement is dark.");
  await stranger.getByRole("button", { name: "Book the visit" }).click();
  await expect(stranger.getByRole("heading", { name: "Your visit is booked" })).toBeVisible();
  const number = (await stranger.getByText(/^TK\d+$/).textContent())!;
  await stranger.getByRole("link", { name: "Follow the visit" }).click();
  await stranger.waitForURL(/\/booking\/[A-Za-z0-9_-]{43}$/);
  const follows = async (words: string) => {
    await expect(async () => {
      await stranger.reload();
      await expect(stranger.getByText(words, { exact: true })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
  };
  await follows("We received your booking and confirm it soon.");

  // 2. and 3. The office confirms and assigns.
  const office = await (await phoneOf(browser, baseURL!, manager)).newPage();
  await office.goto(`/ops/field-service/service-tickets?q=${number}`);
  await office.getByRole("link", { name: number }).click();
  await office.waitForURL(/service-tickets\/[0-9a-f-]{36}$/);
  const dialog = office.getByRole("dialog").or(office.getByRole("alertdialog"));
  await office.getByRole("button", { name: "Confirm", exact: true }).click();
  await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await follows("The appointment stands. A technician is chosen next.");
  await office.getByRole("button", { name: "Assign", exact: true }).click();
  await dialog.getByRole("combobox").click();
  await office.keyboard.type(hannah);
  await office.getByRole("option", { name: hannah }).click();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  // Of the technician customers see the first name.
  const first = hannah.split(" ")[0]!;
  await follows(`${first} comes to you.`);

  // 4. The technician finds it, calls, and begins.
  const context = await phoneOf(browser, baseURL!, technician);
  let page = await openJobs(context);
  await openJob(page, name);
  const url = page.url();
  await page.getByRole("button", { name: "Call" }).click();
  await expect(page.getByRole("link", { name: `Call ${telephone}` })).toHaveAttribute(
    "href",
    `tel:${telephone}`,
  );
  // A browser that cannot dial asks what shall, and its tab takes no press until it is answered. The number is kept nowhere.
  await page.close();
  page = await context.newPage();
  await page.goto(url);
  await expect(page.getByRole("button", { name: "Call" })).toBeVisible();
  await page.getByRole("button", { name: "Start the visit" }).click();
  await expect(page.getByText("Not sent yet")).toHaveCount(0);
  await follows(`${first} is at work.`);

  // 5. and 6. Nothing is completed without a receipt; two photos at once.
  await expect(page.getByText("A photo of the receipt is needed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Complete the visit" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await addPhotos(page, [await photo(11), await photo(12)]);
  await expect(page.getByRole("button", { name: "Show Receipt, 2 of 2" })).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);

  // 7. Completed.
  await page.getByRole("button", { name: "Complete the visit" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("New fuse");
  await page.getByRole("dialog").getByRole("button", { name: "Complete the visit" }).click();
  await expect(page.getByText("Not sent yet")).toHaveCount(0);
  await expect(page.getByText("Completed").first()).toBeVisible();
  expect(page.url()).toBe(url);

  // 8. The customer sees it, and the office who did what.
  await follows("The work is done.");
  await office.reload();
  await expect(office.getByText("Completed").first()).toBeVisible();
  await expect(office.getByText("looked at the phone number")).toBeVisible();
  await expect(office.getByText("New fuse")).toBeVisible();
  await Promise.all([stranger, office, page].map((each) => each.context().close()));
});

test("without network the day can be read, and what is done is told once when it is back", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser, baseURL!);
  const name = nameOf("Basement");
  const { id, number } = await office.give(name, hannah, dayAhead(days.offline), "10:00");
  const context = await phoneOf(browser, baseURL!, technician);
  let page = await openJobs(context);
  await expect(card(page, name)).toBeVisible();

  await context.setOffline(true);
  await page.reload();
  await expect(card(page, name)).toBeVisible();
  await expect(page.getByText("No network")).toBeVisible();
  await openJob(page, name);
  await expect(page.getByText("The meter in the basement is dark.")).toBeVisible();
  await page.getByRole("button", { name: "Start the visit" }).click();
  await expect(page.getByText("Not sent yet")).toBeVisible();
  await addPhotos(page, [await photo(1)]);
  await writeNote(page, "The fuse was gone");
  await expect(waiting(page)).toContainText("3");

  // The phone is put away and taken out again.
  await page.close();
  page = await context.newPage();
  await page.goto(`/jobs/${id}`);
  await expect(page.getByText("In progress").first()).toBeVisible();
  await waiting(page).click();
  await expect(page.getByRole("listitem")).toHaveCount(3);
  await expect(page.getByRole("listitem").first()).toContainText(number);
  await expect(page.getByText("Waits for the network")).toBeVisible();
  expect(await office.ticket(id)).toMatchObject({ state: "assigned", images: [] });
  // Meanwhile somebody in the office writes something down and moves the visit by an hour.
  await office.act(id, "notes", { note: "The customer called" });
  const start = `${dayAhead(days.offline)}T11:00:00.000Z`;
  await office.act(id, "reschedule", { appointmentStart: start });

  await context.setOffline(false);
  await expect(page.getByText("Everything is sent")).toBeVisible({ timeout: 30_000 });
  const ticket = await office.ticket(id);
  expect(ticket.state).toBe("in_progress");
  expect(ticket.images).toHaveLength(1);
  const done = (action: string) => ticket.events.filter((event) => event.action === action);
  expect(done("started")).toHaveLength(1);
  expect(done("image")).toHaveLength(1);
  expect(done("note").map(({ details }) => details?.note)).toEqual([
    "The fuse was gone",
    "The customer called",
  ]);
  const [started] = done("started");
  expect(Date.parse(started!.happenedAt)).toBeLessThan(Date.parse(started!.createdAt));
  await context.close();
});

test("an answer that gets lost makes nothing happen twice, and the same photo twice is no fault", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser, baseURL!);
  const name = nameOf("Lost answer");
  const { id } = await office.give(name, hannah, dayAhead(days.lost), "10:00");
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await openJobs(context);
  const lost: string[] = [];
  await page.route(/\/api\/tickets\/.*\/(start|images)$/, async (route) => {
    const verb = route.request().url().split("/").at(-1)!;
    if (lost.includes(verb)) return route.continue();
    lost.push(verb);
    await route.fetch();
    await route.abort();
  });
  await openJob(page, name);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await addPhotos(page, [await photo(2), await photo(2), await photo(3)]);
  await expect(page.getByRole("button", { name: "Show Receipt, 2 of 2" })).toBeVisible({ timeout: 60_000 });
  await expect(waiting(page)).toHaveCount(0);
  // What came after it may have been sent by the service worker, whom no test can disturb.
  expect(lost).toContain("start");
  const ticket = await office.ticket(id);
  expect(ticket.state).toBe("in_progress");
  expect(ticket.images).toHaveLength(2);
  expect(ticket.events.filter(({ action }) => action === "started")).toHaveLength(1);
  await context.close();
});

test("where the office canceled meanwhile the technician is told, and nothing is lost", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser, baseURL!);
  const name = nameOf("Called off");
  const { id } = await office.give(name, hannah, dayAhead(days.canceled), "10:00");
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await openJobs(context);
  await openJob(page, name);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await addPhotos(page, [await photo(4)]);
  await writeNote(page, "Nobody opens");
  await expect(waiting(page)).toContainText("3");
  await office.act(id, "cancel", { reason: "The customer repaired it" });
  const { events } = await office.ticket(id);
  const { actor } = events.find(({ action }) => action === "canceled")!;

  await context.setOffline(false);
  const told = page.getByRole("alert").filter({ hasText: `${actor} called this visit off` });
  await expect(told).toHaveCount(2, { timeout: 30_000 });
  await expect(told.first()).toContainText("The customer repaired it");
  // A note may still be written down, and was; the photo stays on the phone and can be saved.
  await expect(waiting(page)).toContainText("2");
  const ticket = await office.ticket(id);
  expect(ticket).toMatchObject({ state: "canceled", images: [] });
  expect(ticket.events.filter(({ action }) => action === "note")).toHaveLength(1);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the photo" }).click();
  expect((await download).suggestedFilename()).toMatch(/^TK.*\.jpeg$/);
  await page.reload();
  await expect(waiting(page)).toContainText("2");
  for (const left of [1, 0]) {
    await page.getByRole("button", { name: "Discard" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    if (left > 0) await expect(waiting(page)).toContainText(String(left));
    else await expect(waiting(page)).toHaveCount(0);
  }
  await context.close();
});

test("where the office gave it to somebody else the technician is told who did and who has it", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser, baseURL!);
  const name = nameOf("Handed on");
  const { id } = await office.give(name, hannah, dayAhead(days.taken), "10:00");
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await openJobs(context);
  await openJob(page, name);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await writeNote(page, "The cellar is locked");
  await office.act(id, "reassign", { technicianId: await office.technicianId(other) });
  const { events } = await office.ticket(id);
  const { actor } = events.find(({ action }) => action === "reassigned")!;

  await context.setOffline(false);
  const told = page.getByRole("alert").filter({ hasText: `${actor} gave this visit to ${other}` });
  await expect(told).toHaveCount(2, { timeout: 30_000 });
  await expect(page.getByText("The cellar is locked")).toBeVisible();
  expect(await office.ticket(id)).toMatchObject({ state: "assigned" });
  await page.getByRole("link", { name: "All jobs" }).first().click();
  await expect(page.getByRole("heading", { name: "No longer yours" })).toBeVisible();
  await expect(card(page, name)).toHaveCount(0);
  await context.close();
});

async function signedInAs(context: BrowserContext, email: string): Promise<void> {
  await context.clearCookies();
  const { cookies } = JSON.parse(await (await import("node:fs/promises")).readFile(stateOf(email), "utf8"));
  await context.addCookies(cookies);
}

test("a queue waits for its technician: through a session that ran out, and a colleague on the same phone", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser, baseURL!);
  const name = nameOf("Two people");
  const { id } = await office.give(name, hannah, dayAhead(days.twoPeople), "10:00");
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await openJobs(context);
  await openJob(page, name);
  await context.setOffline(true);
  await writeNote(page, "Of Hannah alone");
  await expect(waiting(page)).toBeVisible();
  await context.clearCookies();
  await context.setOffline(false);
  await expect(page.getByText("You were signed out")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("One thing waits here")).toBeVisible();

  await signedInAs(context, colleague);
  await page.goto("/jobs");
  await expect(page.getByRole("heading", { name: "Next" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
  await expect(waiting(page)).toHaveCount(0);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Next" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
  await context.setOffline(false);
  const notes = async () => (await office.ticket(id)).events.filter(({ action }) => action === "note");
  expect(await notes()).toEqual([]);

  await signedInAs(context, technician);
  await page.goto("/jobs");
  await expect(card(page, name)).toBeVisible();
  await expect.poll(async () => (await notes()).length, { timeout: 30_000 }).toBe(1);
  await expect(waiting(page)).toHaveCount(0);
  await context.close();
});

test("the jobs can be done with the keyboard alone", async ({ browser, baseURL }) => {
  const context = await phoneOf(browser, baseURL!, technician);
  const page = await context.newPage();
  await page.goto("/jobs");
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
    await page.goto("/jobs");
    const job = await page.getByRole("main").getByRole("link").first().getAttribute("href");
    for (const path of [...addresses, job!]) {
      await page.goto(path);
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

test("signing out takes everything off the phone", async ({ browser, baseURL }) => {
  const context = await phoneOf(browser, baseURL!, colleague);
  const page = await openJobs(context);
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<Record<string, number>>((resolve, reject) => {
          const opening = indexedDB.open("fairlead-jobs");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const names = [...opening.result.objectStoreNames];
            const tx = opening.result.transaction(names);
            const counts: Record<string, number> = {};
            for (const name of names) {
              const count = tx.objectStore(name).count();
              count.onsuccess = () => Object.assign(counts, { [name]: count.result });
            }
            tx.oncomplete = () => resolve(counts);
          };
        }),
    );
  await expect.poll(async () => (await kept()).snapshots).toBe(1);
  await page.getByRole("link", { name: "More" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in\?done=signed_out/);
  expect(await kept()).toEqual({ device: 0, photos: 0, queue: 0, snapshots: 0, thumbnails: 0 });
  await context.setOffline(true);
  await page.goto("/jobs");
  await expect(page.getByText("Nobody is signed in on this device")).toBeVisible();
  await context.close();
});
