import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import {
  addPhotos,
  card,
  colleague,
  dayAhead,
  nameOf,
  nameOfTechnician,
  Office,
  openJob,
  openJobs,
  phone,
  phoneOf,
  photo,
  technician,
  waiting,
  writeNote,
} from "./support/field-service";
import { open, reload } from "./support/open";
import { stateOf } from "./support/operator";

/** What a basement without network does to a visit. The last test ends the colleague's session. */
test.describe.configure({ mode: "serial" });
test.use(phone);

/** Each story has a day of its own, so that the technician has room for it. */
const days = { canceled: 31, lost: 42, offline: 33, taken: 34, twoPeople: 35 };

let hannah: string;
let other: string;

test.beforeAll(async ({ browser, baseURL }) => {
  hannah = await nameOfTechnician(browser, baseURL!, technician);
  other = await nameOfTechnician(browser, baseURL!, colleague);
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
  await reload(page);
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
  await open(page, `/jobs/${id}`);
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
  // What was sent stays in sight, and the job tells of it at once, not with the next reading of the list.
  await page.goBack();
  await expect(page.getByText("In progress").first()).toBeVisible({ timeout: 1000 });
  await expect(page.getByRole("button", { name: "Show Receipt, 1 of 1" })).toBeVisible({ timeout: 10_000 });
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
  await reload(page);
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

/** Somebody else takes the phone. No page is open meanwhile that would notice, and start over while this one opens it. */
async function handTo(email: string, page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
  const { cookies } = JSON.parse(await readFile(stateOf(email), "utf8"));
  await page.context().addCookies(cookies);
  await open(page, "/jobs");
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

  await handTo(colleague, page);
  await expect(page.getByRole("heading", { name: "Next" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
  await expect(waiting(page)).toHaveCount(0);
  await context.setOffline(true);
  await reload(page);
  await expect(page.getByRole("heading", { name: "Next" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
  await context.setOffline(false);
  const notes = async () => (await office.ticket(id)).events.filter(({ action }) => action === "note");
  expect(await notes()).toEqual([]);

  await handTo(technician, page);
  await expect(card(page, name)).toBeVisible();
  await expect.poll(async () => (await notes()).length, { timeout: 30_000 }).toBe(1);
  await expect(waiting(page)).toHaveCount(0);
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
  await open(page, "/jobs");
  await expect(page.getByText("Nobody is signed in on this device")).toBeVisible();
  await context.close();
});
