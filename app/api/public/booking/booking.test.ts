import "@/lib/core/testing/database";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { days, after as later, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { platformPlace } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { calledName } from "@/lib/field-service/service-tickets/follow";
import { makeReceipt, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { allPermissions } from "@/lib/registry";
import { forgetSettings } from "@/lib/settings/settings/read";
import { updateSetting } from "@/lib/settings/settings/update";
import { POST as cancel } from "./[secret]/cancel/route";
import { GET as photo } from "./[secret]/images/[id]/route";
import { POST as addPhoto } from "./[secret]/images/route";
import { POST as reschedule } from "./[secret]/reschedule/route";
import { GET as follow } from "./[secret]/route";
import { GET as followSlots } from "./[secret]/slots/route";
import { POST as book } from "./route";
import { GET as slots } from "./slots/route";

let tenant: Tenant;
beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
});

let addresses = 0;
const from = (): string => `203.0.113.${++addresses % 250}`;

const request = (path: string, init: RequestInit = {}, address = from()): Request => {
  const headers = new Headers(init.headers);
  headers.set("x-fairlead-address", address);
  return new Request(`http://localhost:3000${path}`, { ...init, headers });
};
const post = (body: unknown, headers: Record<string, string> = {}): Request =>
  request("/api/public/booking", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const withSecret = (secret: string) => ({ params: Promise.resolve({ secret }) });

type Body = {
  data: Record<string, unknown>;
  error?: { code: string; message: string; details: Record<string, unknown> };
};
const read = async (answer: Response | Promise<Response>): Promise<Body> =>
  (await (await answer).json()) as Body;
const reasonOf = async (answer: Response | Promise<Response>): Promise<unknown> =>
  (await read(answer)).error?.details.reason;

const booking = (changes: object = {}) => ({
  customer_name: "Ada Stranger",
  customer_phone: `+1415${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`,
  address: "1 Harbour Road",
  appointment_date: later(now(), days(3)).toISOString().slice(0, 10),
  appointment_time: "10:00",
  issue_desc: "The meter is dark.",
  ...changes,
});

async function booked(changes: object = {}) {
  const { data } = await read(book(post(booking(changes))));
  const secret = String(data.followUrl).split("/").pop() ?? "";
  const ticket = await prisma.serviceTicket.findFirstOrThrow({
    where: { number: String(data.number) },
    select: { id: true, version: true, appointmentStart: true },
  });
  return { secret, number: String(data.number), ...ticket };
}

describe("booking", () => {
  it("books once however often the same wish is sent, and gives the link each time", async () => {
    const wish = booking();
    const key = { "idempotency-key": newId() };
    const count = await prisma.serviceTicket.count();
    const answers = await Promise.all([1, 2, 3].map(async () => read(book(post(wish, key)))));
    for (let each = 0; each < 6; each++) answers.push(await read(book(post(wish, key))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.data).toMatchObject({
      number: expect.stringMatching(/^TK\d{6,}$/),
      status: "BOOKED",
      followUrl: expect.stringMatching(/\/booking\/[A-Za-z0-9_-]{43}$/),
    });
    expect(await prisma.serviceTicket.count()).toBe(count + 1);
    // Somebody else with the same key is somebody else.
    const other = await read(book(post(booking(), key)));
    expect(other.data.number).not.toBe(answers[0]?.data.number);
    const secret = String(answers[0]?.data.followUrl).split("/").pop() ?? "";
    const rows = await prisma.$queryRaw<{ text: string }[]>`
      select to_jsonb(t)::text as text from service_ticket t
      union all select to_jsonb(a)::text from audit_entry a
      union all select to_jsonb(o)::text from outbox_event o
      union all select to_jsonb(k)::text from idempotency_key k`;
    expect(rows.length).toBeGreaterThan(3);
    for (const { text } of rows) expect(text).not.toContain(secret);
  });

  it("names the field that is wrong, in the language of the page", async () => {
    const answer = await book(
      post(booking({ customer_phone: "call me" }), { cookie: "locale=zh", "sec-fetch-site": "same-origin" }),
    );
    expect(answer.status).toBe(400);
    const { error } = await read(answer);
    expect(error?.details.fields).toEqual([
      { path: "customer_phone", message: expect.stringMatching(/\p{Script=Han}/u) },
    ]);
  });

  it("is not there for other sites, robots, and where the module is off", async () => {
    const foreign = await book(post(booking(), { "sec-fetch-site": "cross-site" }));
    expect([foreign.status, await reasonOf(foreign)]).toEqual([403, "governance.foreign_origin"]);
    expect(await reasonOf(book(post(booking({ website: "x" }))))).toBe("field-service.not_a_person");
    const { secret } = await booked();
    const caller = await systemCaller("test");
    const turn = async (disabled: string[]) => {
      const row = await prisma.setting.findFirst({
        where: { key: "modules" },
        orderBy: { version: "desc" },
        select: { version: true },
      });
      await perform(
        updateSetting,
        { key: "modules", value: { disabled }, version: row?.version ?? 0, reason: "A test." },
        caller,
      );
      forgetSettings();
    };
    await turn(["field-service"]);
    try {
      const closed = [
        book(post(booking())),
        slots(request("/api/public/booking/slots")),
        follow(request(`/api/public/booking/${secret}`), withSecret(secret)),
      ];
      for (const answer of closed) expect((await answer).status).toBe(404);
    } finally {
      await turn([]);
    }
  });
});

describe("free times", () => {
  it("are those of the setting by the organization's clock, without what is over or taken", async () => {
    const { organizationId } = await platformPlace();
    const date = later(now(), days(5)).toISOString().slice(0, 10);
    const ask = async (query = `from=${date}&days=2`) =>
      (await read(slots(request(`/api/public/booking/slots?${query}`)))).data as {
        timeZone: string;
        first: string;
        last: string;
        days: { date: string; slots: { time: string; start: string; end: string }[] }[];
      };
    const times = async () => (await ask()).days[0]?.slots.map((slot) => slot.time);
    await prisma.organization.update({
      where: { id: organizationId },
      data: { timeZone: "Asia/Shanghai" },
      select: { id: true },
    });
    try {
      const all = ["08:00", "10:00", "12:00", "14:00", "16:00"];
      expect(await times()).toEqual(all);
      const { timeZone, days: shown, first, last } = await ask();
      expect([timeZone, shown.map((day) => day.date).length]).toEqual(["Asia/Shanghai", 2]);
      expect(shown[0]?.slots[0]).toEqual({
        time: "08:00",
        start: `${date}T00:00:00.000Z`,
        end: `${date}T02:00:00.000Z`,
      });
      expect(Date.parse(last) - Date.parse(first)).toBe(days(60));
      const today = (await ask("days=1")).days[0];
      expect(today?.date).toBe(first);
      for (const slot of today?.slots ?? []) expect(Date.parse(slot.start)).toBeGreaterThan(Date.now());
      expect((await ask(`from=${last}&days=31`)).days).toHaveLength(1);
      // One technician, one visit at a time; without any nobody knows.
      await makeTechnician(organizationId);
      const start = new Date(`${date}T02:30:00.000Z`);
      await makeTicket(organizationId, { appointmentStart: start, appointmentEnd: later(start, 3_600_000) });
      expect(await times()).toEqual(all.filter((time) => time !== "10:00"));
      await makeTechnician(organizationId);
      expect(await times()).toEqual(all);
      for (const bad of ["from=soon", "days=0", "days=99", "month=1"])
        expect((await slots(request(`/api/public/booking/slots?${bad}`))).status).toBe(400);
    } finally {
      await prisma.technician.updateMany({ where: { organizationId }, data: { state: "inactive" } });
      await prisma.organization.update({
        where: { id: organizationId },
        data: { timeZone: "UTC" },
        select: { id: true },
      });
    }
  });

  it("of a visit that is moved leave its own out of account", async () => {
    const { organizationId } = await platformPlace();
    const { secret, appointmentStart } = await booked({ appointment_time: "12:00" });
    const technicianId = await makeTechnician(organizationId);
    const date = appointmentStart.toISOString().slice(0, 10);
    const open = async (answer: Promise<Response>) =>
      ((await read(answer)).data.days as { slots: { time: string }[] }[])[0]?.slots.map((slot) => slot.time);
    const query = `from=${date}&days=1`;
    const mine = await open(
      followSlots(request(`/api/public/booking/${secret}/slots?${query}`), withSecret(secret)),
    );
    const others = await open(slots(request(`/api/public/booking/slots?${query}`)));
    expect(mine).toContain("12:00");
    expect(others).not.toContain("12:00");
    await prisma.technician.update({
      where: { id: technicianId },
      data: { state: "inactive" },
      select: { id: true },
    });
  });
});

describe("the link that follows", () => {
  it("shows no more than the customer may know", async () => {
    const { secret, id, number } = await booked({ customer_phone: "+86 139 1234 5678" });
    const { operatorId } = tenant;
    const technicianId = await makeTechnician((await platformPlace()).organizationId, {
      name: "Grace Brewster Hopper",
    });
    await prisma.serviceTicket.update({
      where: { id },
      data: { state: "assigned", technicianId },
      select: { id: true },
    });
    await prisma.serviceTicketEvent.create({
      data: {
        id: newId(),
        organizationId: (await platformPlace()).organizationId,
        ticketId: id,
        action: "note",
        operatorId,
        actor: "Office Person",
        details: { note: "Rude customer." },
        happenedAt: now(),
        createdAt: now(),
      },
      select: { id: true },
    });
    const answer = await follow(request(`/api/public/booking/${secret}`), withSecret(secret));
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = await answer.text();
    expect(JSON.parse(text).data).toMatchObject({ number, status: "ASSIGNED", technician: "Grace" });
    expect(text).toContain("•5678");
    for (const word of [
      "13912345678",
      "Hopper",
      "Office Person",
      "Rude",
      "phoneHash",
      "Encrypted",
      id,
      secret,
    ])
      expect(text).not.toContain(word);
  });

  it("moves and cancels; who was slower sees how it stands, not who was faster", async () => {
    const { secret, id, appointmentStart } = await booked();
    const at = later(appointmentStart, days(1)).toISOString();
    const move = (version: number, to = at) =>
      reschedule(post({ version, appointment_start: to }), withSecret(secret));
    const moved = await move(1);
    expect([moved.status, (await read(moved)).data.appointmentStart]).toEqual([200, at]);
    await perform(confirmServiceTicket, { ticketId: id }, await systemCaller("office"));
    const stale = await move(2, later(appointmentStart, days(2)).toISOString());
    expect(stale.status).toBe(409);
    const { error } = await read(stale);
    expect(error?.details).toMatchObject({
      reason: "field-service.visit_changed",
      current: { status: "CONFIRMED", version: 3, appointmentStart: at },
    });
    expect(JSON.stringify(error)).not.toMatch(/lastEvent|office|phoneHash/);
    expect((await move(3, "2020-01-01T10:00:00Z")).status).toBe(400);
    expect(await reasonOf(move(3, at.replace(/T.*/, "T03:00:00.000Z")))).toBe("field-service.outside_hours");
    const end = (version: number) => cancel(post({ version, reason: "It works again." }), withSecret(secret));
    expect((await read(end(3))).data).toMatchObject({
      status: "CANCELED",
      cancelReason: "It works again.",
      events: expect.arrayContaining([expect.objectContaining({ action: "canceled", byCustomer: true })]),
    });
    expect(await reasonOf(end(4))).toBe("field-service.visit_changed");
    const other = await booked();
    await perform(
      cancelServiceTicket,
      { ticketId: other.id, reason: "Booked twice." },
      await systemCaller("office"),
    );
    const told = await read(follow(request(`/api/public/booking/${other.secret}`), withSecret(other.secret)));
    expect(told.data.events).toContainEqual(
      expect.objectContaining({ action: "canceled", byCustomer: false }),
    );
  });

  it("takes six photos of the problem, shows the customer their own and nobody else's", async () => {
    const { secret, id } = await booked();
    const organizationId = (await platformPlace()).organizationId;
    const strange = await makeReceipt(organizationId, id);
    const send = async (width: number, type = "RECEIPT") => {
      const body = new FormData();
      const picture = await sharp({ create: { width, height: 40, channels: 3, background: "#335577" } })
        .jpeg()
        .toBuffer();
      body.append("type", type);
      body.append("file", new File([new Uint8Array(picture)], "meter.jpg", { type: "image/jpeg" }));
      const path = `/api/public/booking/${secret}/images`;
      return addPhoto(request(path, { method: "POST", body }), withSecret(secret));
    };
    const sent: string[] = [];
    for (let each = 0; each < 6; each++) {
      const answer = await read(send(60 + each));
      expect(answer.error).toBeUndefined();
      sent.push(String(answer.data.imageId));
    }
    expect(await reasonOf(send(90))).toBe("field-service.too_many_images");
    const kinds = await prisma.serviceTicketImage.findMany({
      where: { id: { in: sent } },
      select: { kind: true, uploadedById: true },
    });
    expect(kinds).toEqual(sent.map(() => ({ kind: "problem", uploadedById: null })));
    const show = (imageId: string, by = secret) =>
      photo(request(`/api/public/booking/${by}/images/${imageId}`), {
        params: Promise.resolve({ secret: by, id: imageId }),
      });
    const shown = await show(sent[0] ?? "");
    expect([shown.status, shown.headers.get("content-type"), shown.headers.get("cache-control")]).toEqual([
      200,
      "image/webp",
      "private, no-store",
    ]);
    const other = await booked();
    for (const answer of [show(strange), show(sent[0] ?? "", other.secret), show("x")])
      expect((await answer).status).toBe(404);
  });

  it("slows down who tries one secret after the other", async () => {
    const address = "198.51.100.77";
    const guess = () =>
      follow(request("/api/public/booking/x", {}, address), withSecret("A".repeat(43))).then(
        (answer) => answer.status,
      );
    const seen = new Set<number>();
    for (let each = 0; each < 31; each++) seen.add(await guess());
    expect([...seen]).toEqual([404, 429]);
    const { secret } = await booked();
    const holder = await follow(request("/api/public/booking/x", {}, address), withSecret(secret));
    expect(holder.status).toBe(200);
  });
});

it("a technician is called by the first name, in Chinese by the family's", () => {
  expect([calledName("Grace Hopper"), calledName("王梓涵"), calledName("Cher")]).toEqual([
    "Grace",
    "王",
    "Cher",
  ]);
});
