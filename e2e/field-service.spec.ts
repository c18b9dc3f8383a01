import { expect, test } from "@playwright/test";
import { somePhone } from "./support/booking";
import {
  addPhotos,
  dayAhead,
  manager,
  nameOf,
  nameOfTechnician,
  openJob,
  openJobs,
  phone,
  phoneOf,
  photo,
  technician,
  waiting,
} from "./support/field-service";
import { open, reload } from "./support/open";

test.use(phone);

test("a visit from booking to receipt: a stranger, the office, the technician, and the link that follows it", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const hannah = await nameOfTechnician(browser, baseURL!, technician);
  const name = nameOf("Whole story");
  const day = dayAhead(36);
  const telephone = somePhone();

  // 1. A stranger books.
  const stranger = await (await browser.newContext({ ...phone, baseURL })).newPage();
  await open(stranger, `/booking?from=${day}&date=${day}`);
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
      await reload(stranger);
      await expect(stranger.getByText(words, { exact: true })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
  };
  await follows("We received your booking and confirm it soon.");

  // 2. and 3. The office confirms and assigns.
  const office = await (await phoneOf(browser, baseURL!, manager)).newPage();
  await open(office, `/ops/field-service/service-tickets?q=${number}`);
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
  await open(page, url);
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
  await reload(office);
  await expect(office.getByText("Completed").first()).toBeVisible();
  await expect(office.getByText("looked at the phone number")).toBeVisible();
  await expect(office.getByText("New fuse")).toBeVisible();
  await Promise.all([stranger, office, page].map((each) => each.context().close()));
});
