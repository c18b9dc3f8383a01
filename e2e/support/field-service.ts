import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import sharp from "sharp";
import { somePhone } from "./booking";
import { open } from "./open";
import { stateOf } from "./operator";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

export const technician = "technician@harbour.example";
export const colleague = "technician2@harbour.example";
export const manager = "manager@harbour.example";

/** A browser on a phone where somebody is signed in. */
export const phoneOf = (browser: Browser, baseURL: string, email: string): Promise<BrowserContext> =>
  browser.newContext({ ...phone, baseURL, storageState: stateOf(email) });

/** A photo no other has. */
export const photo = async (seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: `receipt-${seed}.jpg`,
  mimeType: "image/jpeg",
  buffer: await sharp({
    create: {
      width: 320,
      height: 240,
      channels: 3,
      background: { r: seed % 256, g: (seed >> 8) % 256, b: 90 },
    },
  })
    .jpeg()
    .toBuffer(),
});

/** A day far behind those the demo has visits on, so that every technician is free. */
export const dayAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export type Ticket = {
  id: string;
  number: string;
  state: string;
  version: number;
  images: { id: string }[];
  events: {
    action: string;
    actor: string;
    happenedAt: string;
    createdAt: string;
    details: { note?: string } | null;
  }[];
};

/** The office, by the interface other systems use. */
export class Office {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly origin: string,
  ) {}

  static async open(browser: Browser, baseURL: string): Promise<Office> {
    return new Office((await phoneOf(browser, baseURL, manager)).request, baseURL);
  }

  /** A stranger's booking. @returns its number and the address that follows it. */
  async book(name: string, date: string, time: string): Promise<{ number: string; followUrl: string }> {
    const answer = await this.request.post("/api/public/booking", {
      headers: { origin: this.origin },
      data: {
        customer_name: name,
        customer_phone: somePhone(),
        address: "7 Lantern Hill",
        appointment_date: date,
        appointment_time: time,
        issue_desc: "The meter in the basement is dark.",
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).data;
  }

  async ticket(id: string): Promise<Ticket> {
    const answer = await this.request.get(`/api/tickets/${id}`);
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()).data;
  }

  async idOf(number: string): Promise<string> {
    const answer = await this.request.get(`/api/tickets?q=${number}`);
    return (await answer.json()).data[0].id;
  }

  async technicianId(name: string): Promise<string> {
    const answer = await this.request.get(`/api/technicians?q=${encodeURIComponent(name)}`);
    return (await answer.json()).data[0].id;
  }

  async act(id: string, verb: string, input: object = {}): Promise<void> {
    const answer = await this.request.post(`/api/tickets/${id}/${verb}`, {
      headers: { origin: this.origin },
      data: input,
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  /** A ticket that is booked, confirmed and given to a technician. @returns its id and number. */
  async give(name: string, technicianName: string, date: string, time: string) {
    const { number } = await this.book(name, date, time);
    const id = await this.idOf(number);
    await this.act(id, "confirm");
    await this.act(id, "assign", { technicianId: await this.technicianId(technicianName) });
    return { id, number };
  }
}

/** The technician's list with everything kept that is needed without network. */
export async function openJobs(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await open(page, "/jobs");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
  return page;
}

export const addPhotos = (page: Page, photos: Awaited<ReturnType<typeof photo>>[]): Promise<void> =>
  page.getByLabel("Choose photos").setInputFiles(photos);

/** What a technician is called in the office. */
export async function nameOfTechnician(browser: Browser, baseURL: string, email: string): Promise<string> {
  const context = await phoneOf(browser, baseURL, email);
  const answer = await context.request.get("/api/jobs");
  expect(answer.status(), await answer.text()).toBe(200);
  const { data } = await answer.json();
  await context.close();
  return data.technician;
}

const stamp = Date.now().toString(36);

/** A customer's name no other run of the tests has used. */
export const nameOf = (who: string): string => `${who} ${stamp}`;

/** A visit in the list of jobs, by its customer. */
export const card = (page: Page, name: string): Locator =>
  page.getByRole("listitem").filter({ hasText: name });

/** What tells how much is still to be sent. */
export const waiting = (page: Page): Locator => page.getByRole("link", { name: /waits? to be sent/ });

export async function openJob(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

export async function writeNote(page: Page, words: string): Promise<void> {
  await page.getByRole("textbox", { name: "Note" }).fill(words);
  await page.getByRole("button", { name: "Save the note" }).click();
}
