import "@/lib/core/testing/database";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { days, after as later, now } from "@/lib/core/clock";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { pool, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { copyStatement } from "@/lib/core/resource/export";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { jobs } from "@/lib/field-service/jobs/resource";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { technicians } from "@/lib/field-service/technicians/resource";
import {
  makeCentre,
  makeReceipt,
  makeTechnician,
  makeTicket,
  somePhone,
} from "@/lib/field-service/testing/tickets";
import { presetRole, type RolePreset, rolePresets } from "@/lib/governance/roles/presets";
import { allPermissions } from "@/lib/registry";
import { GET as receipt } from "../files/ticket-receipt/[id]/route";
import { POST as book } from "../public/booking/route";
import { GET as search } from "../search/route";
import { GET as technicianRecord } from "../technicians/[id]/route";
import { GET as technicianList } from "../technicians/route";
import { GET as v1, POST as v1Post } from "../v1/[...path]/route";
import { POST as act } from "./[id]/[act]/route";
import { POST as image } from "./[id]/images/route";
import { GET as ticketRecord } from "./[id]/route";
import { GET as ticketList } from "./route";

let tenant: Tenant;
const tokens = new Map<string, string>();
const operators = new Map<string, string>();

async function tokenOf(operatorId: string, permissions: readonly string[], organizationId: string) {
  const secret = newToken("flt_");
  await prisma.serviceToken.create({
    data: {
      id: newId(),
      organizationId,
      operatorId,
      name: "test",
      prefix: secret.slice(0, 12),
      tokenHash: hashToken(secret),
      permissions: [...permissions],
      createdAt: now(),
    },
    select: { id: true },
  });
  return secret;
}

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  for (const role of rolePresets) {
    const { permissions } = presetRole(role, allPermissions);
    const { operatorId } = await makeOperator(tenant, permissions);
    operators.set(role, operatorId);
    tokens.set(role, await tokenOf(operatorId, permissions, tenant.organizationId));
  }
});

const request = (path: string, bearer: string | undefined, init: RequestInit = {}): Request => {
  const headers = new Headers(init.headers);
  if (bearer) headers.set("authorization", `Bearer ${bearer}`);
  return new Request(`http://localhost:3000${path}`, { ...init, headers });
};

const post = (path: string, bearer: string | undefined, body: unknown = {}): Request =>
  request(path, bearer, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const withId = (id: string) => ({ params: Promise.resolve({ id }) });
const acting = (id: string, name: string, bearer: string | undefined, body: unknown = {}) =>
  act(post(`/api/tickets/${id}/${name}`, bearer, body), { params: Promise.resolve({ id, act: name }) });

const photo = (width = 64, height = 48): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: { r: Math.floor(Math.random() * 255), g: 40, b: 90 } },
  })
    .jpeg()
    .toBuffer();

const sending = (
  id: string,
  bearer: string | undefined,
  content: Buffer,
  name = "receipt.jpg",
  more = {},
) => {
  const form = new FormData();
  for (const [key, value] of Object.entries({ type: "RECEIPT", ...more })) form.append(key, String(value));
  form.append("file", new File([new Uint8Array(content)], name, { type: "image/jpeg" }));
  return image(request(`/api/tickets/${id}/images`, bearer, { method: "POST", body: form }), withId(id));
};

const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error?: { code: string; details: { reason: string } } }).error?.details
    .reason ?? "done";

/** Who may do what with a ticket that is nobody's in particular (field-service, permissions). */
const table: Record<string, readonly RolePreset[]> = {
  read: ["super_admin", "operations", "support", "agent", "ops_manager", "auditor", "read_only"],
  book: ["super_admin", "operations", "agent"],
  confirm: ["super_admin", "operations", "agent", "ops_manager"],
  assign: ["super_admin", "operations", "ops_manager"],
  reassign: ["super_admin", "operations", "ops_manager"],
  reschedule: ["super_admin", "operations", "agent", "ops_manager"],
  start: ["super_admin", "operations", "ops_manager"],
  complete: ["super_admin", "operations", "ops_manager"],
  cancel: ["super_admin", "operations", "agent", "ops_manager"],
  notes: ["super_admin", "operations", "agent", "ops_manager"],
  images: ["super_admin", "operations", "agent"],
  // Beyond the source's table: whoever confirms a visit calls its customer.
  reveal: ["super_admin", "operations", "agent", "ops_manager"],
  technicians: ["super_admin", "operations", "ops_manager", "auditor", "read_only"],
};

/** A refusal of somebody who sees the ticket says so; to everybody else there is none. */
const expected = (endpoint: string, role: RolePreset, done: number): number =>
  table[endpoint]?.includes(role) ? done : table.read?.includes(role) ? 403 : 404;

describe.each(rolePresets)("%s", (role) => {
  const bearer = () => tokens.get(role);

  it("may what the table says and no more, at every address", async () => {
    const { organizationId } = tenant;
    const states = {
      confirm: "booked",
      assign: "confirmed",
      reassign: "assigned",
      reschedule: "booked",
      start: "assigned",
      complete: "in_progress",
      cancel: "booked",
      notes: "booked",
    } as const;
    const bodies: Record<string, object> = {
      reschedule: { appointment_start: later(now(), days(2)).toISOString() },
      cancel: { reason: "Not needed any more." },
      notes: { note: "Rings twice." },
    };
    const seen: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [name, state] of Object.entries(states)) {
      const centreId = await makeCentre(organizationId);
      for (let each = 0; each < 2; each++) await makeTechnician(organizationId, { centreId });
      const ticketId = await makeTicket(organizationId, { state, centreId });
      await makeReceipt(organizationId, ticketId);
      seen[name] = (await acting(ticketId, name, bearer(), { version: 1, ...bodies[name] })).status;
      wanted[name] = expected(name, role, 200);
    }
    const ticketId = await makeTicket(organizationId, { state: "in_progress" });
    seen.images = (await sending(ticketId, bearer(), await photo())).status;
    wanted.images = expected("images", role, 201);
    seen.record = (
      await ticketRecord(request(`/api/tickets/${ticketId}`, bearer()), withId(ticketId))
    ).status;
    wanted.record = table.read?.includes(role) ? 200 : 404;
    seen.reveal = (
      await v1Post(
        post("/api/v1/service-tickets/reveal-phone", bearer(), { ticketId, reason: "To confirm the visit." }),
        { params: Promise.resolve({ path: ["service-tickets", "reveal-phone"] }) },
      )
    ).status;
    wanted.reveal = expected("reveal", role, 200);
    const imageId = await makeReceipt(organizationId, ticketId);
    // The row names a file that was never kept: whoever may see it gets that far.
    seen.receipt = (
      await receipt(request(`/api/files/ticket-receipt/${imageId}`, bearer()), withId(imageId))
    ).status;
    wanted.receipt = 404;
    seen.list = (await ticketList(request("/api/tickets", bearer()))).status;
    wanted.list = table.read?.includes(role) || role === "technician" ? 200 : 403;
    seen.technicians = (await technicianList(request("/api/technicians", bearer()))).status;
    wanted.technicians = table.technicians?.includes(role) ? 200 : 403;
    const technicianId = await makeTechnician(organizationId);
    seen.technician = (
      await technicianRecord(request(`/api/technicians/${technicianId}`, bearer()), withId(technicianId))
    ).status;
    wanted.technician = wanted.technicians;
    const booking = {
      customerName: "Ada",
      phone: somePhone(newId()),
      address: "1 Harbour Road",
      issue: "Dark meter",
      appointmentStart: later(now(), days(2)).toISOString(),
    };
    seen.book = (
      await v1Post(post("/api/v1/service-tickets/book", bearer(), booking), {
        params: Promise.resolve({ path: ["service-tickets", "book"] }),
      })
    ).status;
    wanted.book = table.book?.includes(role) ? 200 : 403;
    expect(seen).toEqual(wanted);
  });
});

describe("a technician", () => {
  it("works on what is theirs, and finds nothing else", async () => {
    const { organizationId } = tenant;
    const operatorId = operators.get("technician") ?? "";
    const technicianId = await makeTechnician(organizationId, { operatorId });
    const bearer = tokens.get("technician");
    const mine = await makeTicket(organizationId, { state: "assigned", technicianId });
    const other = await makeTicket(organizationId, { state: "assigned" });
    const list = (await (await ticketList(request("/api/tickets?status=ASSIGNED", bearer))).json()) as {
      data: { id: string; status: string }[];
    };
    expect(list.data.map((row) => [row.id, row.status])).toEqual([[mine, "ASSIGNED"]]);
    for (const [name, body] of [
      ["start", {}],
      ["complete", {}],
      ["notes", { note: "x" }],
      ["assign", {}],
      ["cancel", { reason: "abc" }],
    ] as const)
      expect([name, (await acting(other, name, bearer, body)).status]).toEqual([name, 404]);
    expect((await sending(other, bearer, await photo())).status).toBe(404);
    expect((await acting(mine, "start", bearer, { version: 1 })).status).toBe(200);
    expect((await acting(mine, "complete", bearer, { version: 2 })).status).toBe(422);
    expect((await sending(mine, bearer, await photo())).status).toBe(201);
    expect((await acting(mine, "assign", bearer, {})).status).toBe(403);
    const stale = await acting(mine, "complete", bearer, { version: 1 });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({
      error: { code: "conflict", details: { current: { state: "in_progress", version: 2 } } },
    });
    expect((await acting(mine, "complete", bearer, { version: 2 })).status).toBe(200);
  });
});

describe("an upload", () => {
  it("is refused with the reason, and nothing is kept of it", async () => {
    const bearer = tokens.get("operations");
    const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress" });
    const stranger = await makeTenant(allPermissions);
    const theirs = await makeTicket(stranger.organizationId, { state: "in_progress" });
    const first = await photo(80, 60);
    expect((await sending(ticketId, bearer, first)).status).toBe(201);
    const before = await kept();
    const rows = () => prisma.storedFile.count();
    const filed = await rows();
    const bomb = blackPng(30_000);
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const large = Buffer.concat([await photo(90, 60), Buffer.alloc(8.1 * 1024 * 1024)]);
    const broken = (await photo(200, 200)).subarray(0, 400);
    const gif = Buffer.from("R0lGODlhAQABAAAAACw=", "base64");
    const refusals: [string, Promise<Response>, number, string][] = [
      ["text", sending(ticketId, bearer, Buffer.from("hello")), 422, "field-service.not_an_image"],
      ["large", sending(ticketId, bearer, large), 413, "payload_too_large"],
      ["bomb", sending(ticketId, bearer, bomb, "a.png"), 422, "field-service.image_too_many_pixels"],
      ["svg", sending(ticketId, bearer, script), 422, "field-service.not_an_image"],
      ["svg name", sending(ticketId, bearer, script, "a.svg"), 400, "invalid_input"],
      ["gif", sending(ticketId, bearer, gif), 422, "field-service.not_an_image"],
      ["broken", sending(ticketId, bearer, broken), 422, "field-service.not_an_image"],
      ["twice", sending(ticketId, bearer, first, "again.jpg"), 409, "field-service.image_twice"],
      ["path", sending(ticketId, bearer, await photo(), "../../etc/passwd.jpg"), 400, "invalid_input"],
      ["backslash", sending(ticketId, bearer, await photo(), "..\\evil.jpg"), 400, "invalid_input"],
      ["type", sending(ticketId, bearer, await photo(), "a.jpg", { type: "PASSPORT" }), 400, "invalid_input"],
      ["empty", sending(ticketId, bearer, Buffer.alloc(0)), 400, "invalid_input"],
      ["theirs", sending(theirs, bearer, await photo()), 404, "not_found"],
      [
        "stale",
        sending(ticketId, bearer, await photo(70, 70), "a.jpg", { version: 7 }),
        409,
        "version_mismatch",
      ],
      ["nobody", sending(ticketId, undefined, await photo()), 401, "unauthenticated"],
    ];
    for (const [name, attempt, status, reason] of refusals) {
      const answer = await attempt;
      expect([name, answer.status, await codeOf(answer)]).toEqual([name, status, reason]);
    }
    expect(await kept()).toEqual(before);
    expect(await rows()).toBe(filed);
  }, 60_000);

  it("keeps the picture alone, below its ticket, and shows it only to who may see the ticket", async () => {
    const bearer = tokens.get("operations");
    const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress" });
    const withPosition = await sharp(await photo(120, 60))
      .withExif({
        IFD0: { Copyright: "secret-owner", Orientation: "6" },
        IFD3: {
          GPSLatitudeRef: "N",
          GPSLatitude: "31/1 13/1 49/1",
          GPSLongitudeRef: "E",
          GPSLongitude: "121/1 28/1 25/1",
        },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(withPosition.includes("secret-owner")).toBe(true);
    const key = newId();
    const send = () => {
      const form = new FormData();
      form.append("file", new File([new Uint8Array(withPosition)], "IMG_1.JPG"));
      form.append("type", "RECEIPT");
      const headers = { "idempotency-key": key };
      return image(
        request(`/api/tickets/${ticketId}/images`, bearer, { method: "POST", body: form, headers }),
        withId(ticketId),
      );
    };
    const one = (await (await send()).json()) as { data: { imageId: string } };
    const files = await kept();
    // A repeat of the same request gets the same answer and leaves nothing behind.
    expect(await (await send()).json()).toEqual(one);
    expect(await kept()).toEqual(files);
    const { imageId } = one.data;
    const row = await prisma.serviceTicketImage.findUniqueOrThrow({
      where: { id: imageId },
      select: { width: true, height: true, sha256: true, file: { select: { storageKey: true } } },
    });
    expect(row.file.storageKey).toMatch(new RegExp(`^tickets/${ticketId}/[0-9a-f]{32}$`));
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    // Turned as the camera meant it.
    expect([row.width, row.height]).toEqual([60, 120]);
    const fetchAs = (role: string, size = "") =>
      receipt(request(`/api/files/ticket-receipt/${imageId}${size}`, tokens.get(role)), withId(imageId));
    const answer = await fetchAs("agent");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    const stored = Buffer.from(await answer.arrayBuffer());
    const { exif, gps, ...rest } = (await sharp(stored).metadata()) as { exif?: Buffer; gps?: unknown };
    expect([exif, gps]).toEqual([undefined, undefined]);
    expect(rest).toMatchObject({ format: "jpeg", width: 60, height: 120 });
    expect(stored.includes("secret-owner")).toBe(false);
    const small = await fetchAs("agent", "?size=thumbnail");
    expect(small.headers.get("content-type")).toBe("image/webp");
    for (const role of ["finance", "technician", "sre"]) expect((await fetchAs(role)).status).toBe(404);
    const outside = await makeTenant(allPermissions);
    const foreign = await tokenOf(outside.operatorId, allPermissions, outside.organizationId);
    const strange = await receipt(request(`/api/files/ticket-receipt/${imageId}`, foreign), withId(imageId));
    expect(strange.status).toBe(404);
  });
});

describe("a photo whose answer was lost", () => {
  const sendAs = (ticketId: string, bearer: string, content: Buffer, key: string) => {
    const form = new FormData();
    form.append("file", new File([new Uint8Array(content)], "photo.jpg"));
    const init = { method: "POST", body: form, headers: { "idempotency-key": key } };
    return image(request(`/api/tickets/${ticketId}/images`, bearer, init), withId(ticketId));
  };

  it("is answered as it was, though the visit is somebody else's by now; another one is not", async () => {
    const permissions = ["field-service.jobs.work"];
    const { operatorId } = await makeOperator(tenant, permissions);
    const bearer = await tokenOf(operatorId, permissions, tenant.organizationId);
    const technicianId = await makeTechnician(tenant.organizationId, { operatorId });
    const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress", technicianId });
    const [content, key] = [await photo(), newId()];
    const first = await sendAs(ticketId, bearer, content, key);
    const answer = await first.json();
    const other = await makeTechnician(tenant.organizationId);
    await prisma.serviceTicket.update({ where: { id: ticketId }, data: { technicianId: other } });
    const files = await kept();
    const again = await sendAs(ticketId, bearer, content, key);
    expect([again.status, await again.json()]).toEqual([first.status, answer]);
    expect((await sendAs(ticketId, bearer, await photo(70, 50), key)).status).toBe(404);
    expect((await sendAs(ticketId, bearer, content, newId())).status).toBe(404);
    expect(await kept()).toEqual(files);
  });

  it("stays stored where the database broke off, since it may have been recorded", async () => {
    const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress" });
    await pool.query(`
      create function broken_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
      create constraint trigger broken_off after insert on service_ticket_image
        deferrable initially deferred for each row execute function broken_off()`);
    const files = await kept();
    try {
      const answer = await sending(ticketId, tokens.get("operations"), await photo());
      expect(answer.status).toBe(500);
    } finally {
      await pool.query("drop function broken_off cascade");
    }
    expect(await kept()).toHaveLength(files.length + 2);
  });
});

describe("a whole telephone number", () => {
  it("is in no answer of any list, record, export or search", async () => {
    const { organizationId } = tenant;
    const operatorId = (await makeOperator(tenant, [])).operatorId;
    const technicianId = await makeTechnician(organizationId, { operatorId });
    const answers: string[] = [];
    const note = async (answer: Response | Promise<Response>) => {
      answers.push(await (await answer).text());
    };
    const digits = "13912345678";
    await note(
      book(
        post("/api/public/booking", undefined, {
          customer_name: "王梓涵",
          customer_phone: `+86 ${digits}`,
          address: "1 Harbour Road",
          appointment_date: later(now(), days(3)).toISOString().slice(0, 10),
          appointment_time: "10:00",
          issue_desc: "Dark meter",
        }),
      ),
    );
    expect(answers[0]).toMatch(/TK\d{6}/);
    const booked = await prisma.serviceTicket.findFirstOrThrow({
      where: { customerName: "王梓涵" },
      select: { id: true },
    });
    await prisma.serviceTicket.update({
      where: { id: booked.id },
      data: { organizationId, state: "assigned", technicianId },
      select: { id: true },
    });
    const bearer = tokens.get("super_admin");
    await note(ticketList(request("/api/tickets", bearer)));
    await note(ticketList(request(`/api/tickets?q=${digits}`, bearer)));
    await note(ticketList(request(`/api/tickets?q=%2B86${digits}`, bearer)));
    await note(ticketRecord(request(`/api/tickets/${booked.id}`, bearer), withId(booked.id)));
    await note(technicianList(request("/api/technicians", bearer)));
    await note(technicianRecord(request(`/api/technicians/${technicianId}`, bearer), withId(technicianId)));
    for (const path of [["service-tickets"], ["service-tickets", booked.id], ["technicians"], ["jobs"]])
      await note(v1(request(`/api/v1/${path.join("/")}`, bearer), { params: Promise.resolve({ path }) }));
    await note(search(request(`/api/search?q=%2B86${digits}`, bearer)));
    await note(search(request(`/api/search?resource=service-tickets&q=%2B86${digits}`, bearer)));
    await note(acting(booked.id, "start", bearer, { version: 9 }));
    await note(acting(booked.id, "start", bearer, { version: 1 }));
    const caller = callerAt(tenant, operators.get("super_admin") ?? "", allPermissions);
    for (const resource of [serviceTickets, technicians, jobs]) {
      const columns = Object.keys(resource.columns);
      const statement = copyStatement(resource, { filters: {}, columns }, caller, { exportId: newId() });
      const query = statement.replace(/^copy \(/, "").replace(/\) to stdout.*$/s, "");
      answers.push(JSON.stringify((await pool.query(query)).rows));
    }
    const numbers = [digits, somePhone(technicianId)];
    for (const text of answers)
      for (const number of numbers) expect(text.replace(/[\s-]/g, "")).not.toContain(number);
    expect(answers.filter((text) => text.includes("•"))).not.toHaveLength(0);
    // Looked for by the whole number it is found all the same.
    expect(answers[3]).toContain(booked.id);
  });
});

describe("the list", () => {
  it("filters and pages as the source says", async () => {
    const place = await makeTenant(allPermissions);
    const bearer = await tokenOf(place.operatorId, allPermissions, place.organizationId);
    const technicianId = await makeTechnician(place.organizationId);
    const start = new Date("2027-03-01T08:00:00Z");
    const made: string[] = [];
    for (let each = 0; each < 5; each++)
      made.push(
        await makeTicket(place.organizationId, {
          appointmentStart: later(start, days(each)),
          ...(each === 2 ? { state: "assigned" as const, technicianId } : {}),
        }),
      );
    const ids = async (query: string) => {
      const answer = await ticketList(request(`/api/tickets?${query}`, bearer));
      const body = (await answer.json()) as { data?: { id: string }[]; error?: { code: string } };
      return body.data?.map((row) => made.indexOf(row.id)) ?? body.error?.code;
    };
    expect(await ids("")).toEqual([4, 3, 2, 1, 0]);
    expect(await ids("status=ASSIGNED")).toEqual([2]);
    expect(await ids("status=BOOKED,ASSIGNED&limit=2&page=2")).toEqual([2, 1]);
    expect(await ids("limit=2&page=3")).toEqual([0]);
    expect(await ids("limit=2&page=9")).toEqual([]);
    expect(await ids(`technician_id=${technicianId}`)).toEqual([2]);
    expect(await ids("date_from=2027-03-02&date_to=2027-03-03")).toEqual([2, 1]);
    expect(await ids("date_to=2027-03-01")).toEqual([0]);
    expect(await ids("q=Harbour%20Road&limit=1")).toEqual([4]);
    for (const bad of ["status=NOPE", "page=0", "page=x", "technician_id=1", "nothing=1", "date_from=soon"])
      expect([bad, await ids(bad)]).toEqual([bad, "invalid_input"]);
  });
});

/** A whole PNG of so many black pixels each way, without ever holding them. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

async function kept(): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage().list(later(now(), days(1)))) keys.push(key);
  return keys.sort();
}
