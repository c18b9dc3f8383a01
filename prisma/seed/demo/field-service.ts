import sharp from "sharp";
import type { Caller } from "@/lib/core/caller";
import { days, hours } from "@/lib/core/clock";
import { sealPhone } from "@/lib/core/crypto/phone";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { nextNumbers } from "@/lib/core/numbers";
import { platformPlace } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { inTransaction } from "@/lib/core/transaction";
import { createServiceCentre } from "@/lib/field-service/service-centres/create";
import { addTicketImage } from "@/lib/field-service/service-tickets/add-image";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { completeServiceTicket } from "@/lib/field-service/service-tickets/complete";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { decodePhoto, keepPhoto } from "@/lib/field-service/service-tickets/decode";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";
import { createTechnician } from "@/lib/field-service/technicians/create";
import type { Stage } from "@/prisma/seed/demo/actors";
import { platformDomain } from "@/prisma/seed/demo/business";
import { type Dice, dice } from "@/prisma/seed/demo/dice";

const centres = [
  { name: "Harbour North", address: "12 Quay Street" },
  { name: "Harbour South", address: "88 Mill Lane" },
] as const;

/** Where each of the three works from, and what they know (field-service: 3 technicians). */
const crew = [
  { account: "technician", centre: 0, phone: "+14155550141", skills: ["metering", "network"] },
  { account: "technician2", centre: 0, phone: "+14155550142", skills: ["metering"] },
  { account: "technician3", centre: 1, phone: "+14155550143", skills: ["metering", "power"] },
] as const;

const customers = [
  "Nora Ellison",
  "李清越",
  "Samir Haddad",
  "Greta Holm",
  "王梓涵",
  "Paul Adeyemi",
  "Ines Duarte",
  "周亦凡",
  "Tom Whitfield",
  "Aiko Tanaka",
];
const streets = [
  "Quay Street",
  "Mill Lane",
  "Harbour Road",
  "Lantern Hill",
  "Station Square",
  "滨江路",
  "学院路",
];
const issues = [
  "The meter is dark since this morning.",
  "The router restarts every few minutes.",
  "No signal on the upper floor.",
  "网关离线，指示灯不亮。",
  "The card reader asks for a PIN and then stops.",
  "电表读数不变。",
  "Please move the socket to the other wall.",
];
const problems = ["Nobody was at home.", "The customer repaired it.", "客户取消。", "Booked twice."];

type Technician = { technicianId: string; centreId: string; name: string; operatorId: string };

/**
 * Two service centres, three technicians who sign in as operators, five tickets each in another state, and months of visits
 * before and some days after them.
 * @param today midnight of the day the demo ends, UTC.
 */
export async function seedFieldService(stage: Stage, today: Date): Promise<void> {
  const luck = dice(20_261_122);
  const root = await platformPlace();
  const person = (account: string) =>
    prisma.operator.findFirstOrThrow({
      where: { email: `${account}@${platformDomain}` },
      select: { id: true, name: true },
    });
  const as = async (account: string) => {
    const { id, name } = await person(account);
    return stage.operator(id, name, root);
  };
  const manager = await as("manager");
  const founded = new Date(today.getTime() - days(200));
  const centreIds: string[] = [];
  for (const [index, centre] of centres.entries()) {
    const made = await stage.act(`centre-${index}`, founded, createServiceCentre, centre, manager);
    centreIds.push(made.centreId);
  }
  const technicians: Technician[] = [];
  for (const { account, centre, phone, skills } of crew) {
    const { id: operatorId, name } = await person(account);
    const centreId = centreIds[centre]!;
    const input = { name, centreId, phone, skills: [...skills], operatorId };
    const { technicianId } = await stage.act(
      `technician-${account}`,
      founded,
      createTechnician,
      input,
      manager,
    );
    technicians.push({ technicianId, centreId, name, operatorId });
  }
  await seedVisits(luck, today, root.organizationId, technicians, manager);
  await seedFive(
    stage,
    today,
    manager,
    await Promise.all(crew.map(({ account }) => as(account))),
    technicians,
  );
}

/** Days from the demo's last to the visit of each of the five. */
const visitDays = { booked: 1, confirmed: 1, assigned: 0, in_progress: -1, completed: -1 } as const;

/** The source's five: one booked, confirmed, assigned, in progress, completed. */
async function seedFive(
  stage: Stage,
  today: Date,
  manager: Caller,
  workers: Caller[],
  technicians: Technician[],
): Promise<void> {
  const stranger = await systemCaller("booking");
  const before = new Date(today.getTime() - days(1) + hours(7));
  for (const [index, state] of (
    ["booked", "confirmed", "assigned", "in_progress", "completed"] as const
  ).entries()) {
    const key = `ticket-${state}`;
    // Each technician's own times of the day, which no other visit of the demo takes; what began did so yesterday evening.
    const start = new Date(today.getTime() + days(visitDays[state]) + hours(18));
    const at = (hour: number) => new Date(before.getTime() + hours(hour));
    const { technicianId, centreId } = technicians[index % 3]!;
    const worker = workers[index % 3]!;
    const { ticketId } = await stage.act(
      `${key}-book`,
      at(0),
      bookServiceTicket,
      {
        customerName: customers[index],
        phone: `+1415555016${index}`,
        address: `${10 + index} ${streets[index]}`,
        issue: issues[index],
        appointmentStart: start.toISOString(),
        appointmentEnd: new Date(start.getTime() + hours(1)).toISOString(),
        centreId,
        locale: index === 1 ? "zh" : "en",
      },
      stranger,
    );
    if (state === "booked") continue;
    await stage.act(`${key}-confirm`, at(1), confirmServiceTicket, { ticketId }, manager);
    if (state === "confirmed") continue;
    await stage.act(`${key}-assign`, at(2), assignServiceTicket, { ticketId, technicianId }, manager);
    if (state === "assigned") continue;
    await stage.act(`${key}-start`, at(11.1), startServiceTicket, { ticketId }, worker);
    if (state === "in_progress") continue;
    const image = await keepPhoto(ticketId, await decodePhoto(await receiptPicture(index)));
    await stage.act(`${key}-receipt`, at(11.7), addTicketImage, { ticketId, image }, worker);
    await stage.act(`${key}-complete`, at(11.9), completeServiceTicket, { ticketId }, worker);
  }
}

const receiptPicture = (seed: number): Promise<Buffer> =>
  sharp({
    create: { width: 480, height: 640, channels: 3, background: { r: 236 - (seed % 40), g: 232, b: 220 } },
  })
    .composite([
      {
        input: Buffer.from(
          `<svg width="480" height="640"><g fill="#333" font-family="sans-serif"><text x="40" y="80" font-size="34">RECEIPT ${1000 + seed}</text>${Array.from(
            { length: 9 },
            (_, line) =>
              `<rect x="40" y="${130 + line * 48}" width="${380 - ((seed + line * 37) % 160)}" height="14"/>`,
          ).join("")}</g></svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer();

/** The hours visits begin at; each takes two. */
const times = [8, 10, 12, 14, 16];
const pastDays = 170;
const comingDays = 9;
/** Receipts of older visits are on paper. */
const photographedDays = 4;

type Visit = {
  start: Date;
  state: ServiceTicketState;
  technician: Technician | null;
  centreId: string;
};

/** What a day had, or will have. */
function visitsOf(dice: Dice, today: Date, daysFromNow: number, technicians: Technician[]): Visit[] {
  const day = new Date(today.getTime() + days(daysFromNow));
  const weekend = [0, 6].includes(day.getUTCDay());
  return technicians.flatMap((technician) =>
    times.flatMap((hour) => {
      if (!dice.chance(weekend ? 0.12 : daysFromNow > 2 ? 0.35 : 0.62)) return [];
      const state = stateOf(dice, daysFromNow);
      const waits = state === "booked" || state === "confirmed";
      const start = new Date(day.getTime() + hours(hour));
      return [{ start, state, technician: waits ? null : technician, centreId: technician.centreId }];
    }),
  );
}

function stateOf(dice: Dice, daysFromNow: number): ServiceTicketState {
  if (daysFromNow < 0) return dice.chance(0.93) ? "completed" : "canceled";
  if (daysFromNow === 0) return dice.chance(0.85) ? "assigned" : "confirmed";
  return dice.pick(["booked", "confirmed", "confirmed", "assigned", "assigned"] as const);
}

/** Months of visits, written in a few statements: a thousand commands would take a minute. */
async function seedVisits(
  dice: Dice,
  today: Date,
  organizationId: string,
  technicians: Technician[],
  manager: Caller,
): Promise<void> {
  if ((await prisma.serviceTicket.count({ where: { organizationId } })) > 0) return;
  const span = Array.from({ length: pastDays + comingDays }, (_, index) => index - pastDays);
  const visits = span.flatMap((day) => visitsOf(dice, today, day, technicians));
  const numbers = await inTransaction((tx) => nextNumbers(tx, "service_ticket", visits.length));
  const managerId = manager.actor.type === "operator" ? manager.actor.operatorId : null;
  const rows = visits.map((visit, index) => ticketRow(dice, today, visit, numbers[index]!, organizationId));
  const events = rows.flatMap((row, index) =>
    eventRows(row, visits[index]!, { managerId, manager: manager.actor.label }),
  );
  await inTransaction(async (tx) => {
    await tx.serviceTicket.createMany({ data: rows });
    await tx.serviceTicketEvent.createMany({ data: events });
  }, 60_000);
  const photographed = rows.flatMap((row, index) =>
    row.state === "completed" && row.appointmentStart.getTime() > today.getTime() - days(photographedDays)
      ? [{ row, technician: visits[index]?.technician ?? null }]
      : [],
  );
  for (const [index, { row, technician }] of photographed.entries()) await photograph(row, technician, index);
}

type Row = ReturnType<typeof ticketRow>;

function ticketRow(dice: Dice, today: Date, visit: Visit, number: string, organizationId: string) {
  const { start, state, technician, centreId } = visit;
  const id = newId();
  const end = new Date(start.getTime() + hours(2));
  const booked = new Date(
    Math.min(start.getTime() - days(dice.between(1, 4)), today.getTime() - hours(dice.between(1, 20))),
  );
  const after = (count: number) => new Date(booked.getTime() + hours(count));
  const over = state === "completed" ? end : state === "canceled" ? after(6) : null;
  const since = over ?? (state === "assigned" ? after(4) : state === "confirmed" ? after(2) : booked);
  const reason = dice.pick(problems);
  return {
    id,
    number,
    organizationId,
    centreId,
    technicianId: state === "canceled" ? null : (technician?.technicianId ?? null),
    source: dice.chance(0.7) ? ("booking" as const) : ("console" as const),
    state,
    customerName: dice.pick(customers),
    ...sealPhone({ kind: "service-ticket", id }, `+1415555${String(dice.between(1000, 9999))}`),
    address: `${dice.between(1, 220)} ${dice.pick(streets)}`,
    issue: dice.pick(issues),
    skills: dice.chance(0.25) ? ["metering"] : [],
    appointmentStart: start,
    appointmentEnd: end,
    locale: dice.chance(0.3) ? "zh" : "en",
    followHash: hashToken(newToken()),
    stateSince: since,
    dueAt: over ? null : state === "assigned" ? new Date(start.getTime() + hours(1)) : start,
    // What followed from it followed long ago.
    remindedAt: state === "assigned" ? since : null,
    assignedAt: state === "assigned" || state === "completed" ? after(4) : null,
    startedAt: state === "completed" ? start : null,
    completedAt: state === "completed" ? end : null,
    canceledAt: state === "canceled" ? over : null,
    cancelReason: state === "canceled" ? reason : null,
    version: { booked: 1, confirmed: 2, assigned: 3, in_progress: 4, completed: 5, canceled: 3 }[state],
    createdAt: booked,
    updatedAt: since,
  };
}

function eventRows(row: Row, { technician }: Visit, by: { managerId: string | null; manager: string }) {
  const event = (action: string, at: Date, actor: string, operatorId: string | null, details?: object) => ({
    id: newId(),
    organizationId: row.organizationId,
    ticketId: row.id,
    action,
    operatorId,
    actor,
    details,
    happenedAt: at,
    createdAt: at,
  });
  const { state, createdAt, assignedAt, startedAt, completedAt, canceledAt, cancelReason } = row;
  const office = [by.manager, by.managerId] as const;
  const work = [technician?.name ?? "", technician?.operatorId ?? null] as const;
  return [
    event("booked", createdAt, "booking", null),
    ...(state === "booked" ? [] : [event("confirmed", new Date(createdAt.getTime() + hours(2)), ...office)]),
    ...(assignedAt
      ? [
          event("assigned", assignedAt, ...office, {
            technicianId: technician?.technicianId,
            technician: technician?.name,
            automatic: true,
          }),
        ]
      : []),
    ...(startedAt ? [event("started", startedAt, ...work)] : []),
    ...(completedAt ? [event("completed", completedAt, ...work)] : []),
    ...(canceledAt ? [event("canceled", canceledAt, ...office, { reason: cancelReason })] : []),
  ];
}

/** The technician's photo of the receipt, and its place in the history. */
async function photograph(row: Row, technician: Technician | null, index: number): Promise<void> {
  const image = await keepPhoto(row.id, await decodePhoto(await receiptPicture(index)));
  const { organizationId, id: ticketId } = row;
  const createdAt = row.completedAt ?? row.updatedAt;
  const files = [image.file, image.thumbnail].map((file) => ({
    ...file,
    id: newId(),
    organizationId,
    purpose: "ticket-image",
    createdById: technician?.operatorId ?? null,
    createdAt,
  }));
  const imageId = newId();
  await prisma.storedFile.createMany({ data: files });
  await prisma.serviceTicketImage.create({
    data: {
      id: imageId,
      organizationId,
      ticketId,
      kind: "receipt",
      fileId: files[0]!.id,
      thumbnailId: files[1]!.id,
      sha256: image.sha256,
      width: image.width,
      height: image.height,
      uploadedById: technician?.operatorId ?? null,
      createdAt,
    },
    select: { id: true },
  });
  await prisma.serviceTicketEvent.create({
    data: {
      id: newId(),
      organizationId,
      ticketId,
      action: "image",
      operatorId: technician?.operatorId ?? null,
      actor: technician?.name ?? "",
      details: { kind: "receipt", imageId },
      happenedAt: createdAt,
      createdAt,
    },
    select: { id: true },
  });
}
