import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { open } from "./open";

/** A telephone number nobody else of a run has. */
export const somePhone = (): string => `+1415${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;

/** Books a visit as a program does. @returns its number and the path that follows it. */
export async function bookVisit(
  request: APIRequestContext,
  baseURL: string,
): Promise<{ number: string; path: string }> {
  const slots = await request.get(`${baseURL}/api/public/booking/slots?days=14`);
  const { days } = ((await slots.json()) as { data: { days: { date: string; slots: { time: string }[] }[] } })
    .data;
  const day = days.findLast((each) => each.slots.length > 0);
  const answer = await request.post(`${baseURL}/api/public/booking`, {
    data: {
      customer_name: "Ada Lovelace",
      customer_phone: somePhone(),
      address: "12 Quay Street",
      appointment_date: day?.date,
      appointment_time: day?.slots[0]?.time,
      issue_desc: "The meter is dark since this morning.",
    },
  });
  if (answer.status() !== 201) throw new Error(`Booking answered ${answer.status()}: ${await answer.text()}`);
  const { number, followUrl } = ((await answer.json()) as { data: { number: string; followUrl: string } })
    .data;
  return { number, path: new URL(followUrl).pathname };
}

/** Opens the page of bookings and waits until it answers by script, not as a plain form. */
export async function openBooking(page: Page): Promise<void> {
  await open(page, "/booking");
  await expect(page.locator("main form")).toHaveJSProperty("noValidate", true);
}

/**
 * Fills in the form of the page under way, with the last time of a day.
 * @param changes.day which of the days that are shown, from the last: -1.
 */
export async function fillBooking(
  page: Page,
  changes: { phone?: string; issue?: string; day?: number } = {},
): Promise<void> {
  const days = page.getByRole("navigation", { name: "Days" }).getByRole("listitem");
  await days
    .nth(changes.day ?? -1)
    .getByRole("link")
    .click();
  await page.getByRole("radio").last().check({ force: true });
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Phone").fill(changes.phone ?? somePhone());
  await page.getByLabel("Address").fill("12 Quay Street, third floor");
  await page
    .getByRole("textbox", { name: "What is wrong" })
    .fill(changes.issue ?? "The meter is dark since this morning.");
}
