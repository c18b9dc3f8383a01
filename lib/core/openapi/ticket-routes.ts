import type { Translate } from "@/lib/core/i18n/translate";
import { answers, ref } from "@/lib/core/openapi/shared";
import type { Operation, Parameter, PathItem, Schema } from "@/lib/core/openapi/types";

const text = (maxLength: number): Schema => ({ type: "string", maxLength });

const body = (properties: Record<string, Schema>, required: string[] = []): Operation["requestBody"] => ({
  required: required.length > 0,
  content: { "application/json": { schema: { type: "object", properties, required } } },
});

const answer = (code: string, description: string, schema: Schema = {}): Operation["responses"] => ({
  [code]: {
    description,
    content: {
      "application/json": { schema: { type: "object", required: ["data"], properties: { data: schema } } },
    },
  },
});

const version: Schema = { type: "integer", minimum: 1 };
const happenedAt: Schema = { type: "string", format: "date-time" };
const id: Schema = { type: "string", format: "uuid" };
const technicianId = id;
const skills: Schema = { type: "array", items: text(40), maxItems: 20 };
const reason = text(500);
const note = text(2000);

/** What each act on a ticket takes beside its version. */
const acts: Record<string, { fields: Record<string, Schema>; required?: string[] }> = {
  confirm: { fields: { note, centreId: { ...id, type: ["string", "null"] }, skills } },
  assign: { fields: { technicianId } },
  reassign: { fields: { technicianId, reason } },
  reschedule: {
    fields: { appointmentStart: happenedAt, appointmentEnd: happenedAt, reason },
    required: ["appointmentStart"],
  },
  start: { fields: {} },
  complete: { fields: { note } },
  cancel: { fields: { reason }, required: ["reason"] },
  notes: { fields: { note }, required: ["note"] },
};

const filter = (name: string, description: string, schema: Schema = { type: "string" }): Parameter => ({
  name,
  in: "query",
  description,
  schema,
});

/** The paths of tickets, technicians and bookings as the service they came from has them (field-service, API). */
export function ticketPaths(t: Translate): Record<string, PathItem> {
  const words = (key: string): string => t(`core.docs.tickets.${key}`);
  const record = (name: string, tag: string): PathItem => ({
    get: {
      operationId: `${name}.source.get`,
      tags: [tag],
      summary: words(`${name}One`),
      parameters: [ref("parameters", "Id")],
      responses: { ...answer("200", words("record")), ...answers(401, 403, 404, 429) },
    },
  });
  const paths: Record<string, PathItem> = {
    "/api/public/booking": {
      post: {
        operationId: "booking.public",
        tags: ["service-tickets"],
        summary: words("booking"),
        description: words("bookingMore"),
        parameters: [ref("parameters", "IdempotencyKey")],
        requestBody: body(
          {
            customer_name: text(100),
            customer_phone: text(40),
            address: text(300),
            appointment_date: { type: "string", format: "date" },
            appointment_time: { type: "string", pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" },
            issue_desc: text(2000),
            locale: { enum: ["en", "zh"] },
          },
          [
            "customer_name",
            "customer_phone",
            "address",
            "appointment_date",
            "appointment_time",
            "issue_desc",
          ],
        ),
        responses: {
          ...answer("201", words("booked"), {
            type: "object",
            required: ["number", "status", "followUrl"],
            properties: {
              number: { type: "string" },
              status: { const: "BOOKED" },
              followUrl: { type: ["string", "null"], format: "uri" },
            },
          }),
          ...answers(400, 404, 413, 422, 429),
        },
      },
    },
    ...followPaths(words),
    "/api/tickets": {
      get: {
        operationId: "tickets.source.list",
        tags: ["service-tickets"],
        summary: words("list"),
        description: words("listMore"),
        parameters: [
          filter("status", words("status")),
          filter("technician_id", words("technician"), technicianId),
          filter("date_from", words("from"), { type: "string", format: "date" }),
          filter("date_to", words("to"), { type: "string", format: "date" }),
          filter("page", words("page"), { type: "integer", minimum: 1 }),
          ref("parameters", "Words"),
          ref("parameters", "Cursor"),
          ref("parameters", "Limit"),
        ],
        responses: { ...answer("200", words("page")), ...answers(400, 401, 403, 404, 429) },
      },
    },
    "/api/tickets/{id}": record("tickets", "service-tickets"),
    "/api/technicians": {
      get: {
        operationId: "technicians.source.list",
        tags: ["technicians"],
        summary: words("techniciansAll"),
        parameters: [ref("parameters", "Words"), ref("parameters", "Cursor"), ref("parameters", "Limit")],
        responses: { ...answer("200", words("record")), ...answers(400, 401, 403, 404, 429) },
      },
    },
    "/api/technicians/{id}": record("technicians", "technicians"),
    "/api/tickets/{id}/images": {
      post: {
        operationId: "tickets.source.images",
        tags: ["service-tickets"],
        summary: words("images"),
        description: words("imagesMore"),
        parameters: [ref("parameters", "Id"), ref("parameters", "IdempotencyKey")],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: {
                  file: { type: "string", contentMediaType: "image/*" },
                  type: { enum: ["RECEIPT", "PROBLEM"], default: "RECEIPT" },
                  version,
                  happenedAt,
                },
              },
            },
          },
        },
        responses: { ...answer("201", words("record")), ...answers(400, 401, 403, 404, 409, 413, 422, 429) },
      },
    },
    "/api/files/ticket-receipt/{id}": {
      get: {
        operationId: "tickets.source.receipt",
        tags: ["service-tickets"],
        summary: words("receipt"),
        parameters: [
          ref("parameters", "Id"),
          filter("size", words("size"), { enum: ["full", "thumbnail"], default: "full" }),
        ],
        responses: {
          "200": { description: words("receipt"), content: { "image/*": { schema: { type: "string" } } } },
          ...answers(401, 404),
        },
      },
    },
  };
  for (const [act, { fields, required = [] }] of Object.entries(acts))
    paths[`/api/tickets/{id}/${act}`] = {
      post: {
        operationId: `tickets.source.${act}`,
        tags: ["service-tickets"],
        summary: words(act),
        parameters: [ref("parameters", "Id"), ref("parameters", "IdempotencyKey")],
        requestBody: body({ version, ...fields, happenedAt }, required),
        responses: { ...answer("200", words("record")), ...answers(400, 401, 403, 404, 409, 422, 429) },
      },
    };
  return paths;
}

/** What strangers may ask and do without an account: look at free times, and all that the secret of a link opens. */
function followPaths(words: (key: string) => string): Record<string, PathItem> {
  const secret: Parameter = {
    name: "secret",
    in: "path",
    required: true,
    description: words("secret"),
    schema: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$" },
  };
  const period = [
    filter("from", words("slotsFrom"), { type: "string", format: "date" }),
    filter("days", words("slotsDays"), { type: "integer", minimum: 1, maximum: 31, default: 7 }),
  ];
  const own = { tags: ["service-tickets"], security: [] };
  const acted = { ...answer("200", words("follow")), ...answers(400, 403, 404, 409, 422, 429) };
  const act = (name: string, fields: Record<string, Schema>, required: string[]): PathItem => ({
    post: {
      ...own,
      operationId: `booking.${name}`,
      summary: words(`follow_${name}`),
      parameters: [secret, ref("parameters", "IdempotencyKey")],
      requestBody: body({ version, ...fields }, required),
      responses: acted,
    },
  });
  const base = "/api/public/booking/{secret}";
  return {
    "/api/public/booking/slots": {
      get: {
        ...own,
        operationId: "booking.slots",
        summary: words("slots"),
        description: words("slotsMore"),
        parameters: period,
        responses: { ...answer("200", words("slots")), ...answers(400, 404, 429) },
      },
    },
    [base]: {
      get: {
        ...own,
        operationId: "booking.follow",
        summary: words("follow"),
        description: words("followMore"),
        parameters: [secret],
        responses: { ...answer("200", words("follow")), ...answers(404, 429) },
      },
    },
    [`${base}/slots`]: {
      get: {
        ...own,
        operationId: "booking.followSlots",
        summary: words("followSlots"),
        parameters: [secret, ...period],
        responses: { ...answer("200", words("slots")), ...answers(400, 404, 429) },
      },
    },
    [`${base}/cancel`]: act("cancel", { reason }, ["reason"]),
    [`${base}/reschedule`]: act("reschedule", { appointment_start: happenedAt }, ["appointment_start"]),
    [`${base}/images`]: {
      post: {
        ...own,
        operationId: "booking.images",
        summary: words("follow_image"),
        description: words("imagesMore"),
        parameters: [secret, ref("parameters", "IdempotencyKey")],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", contentMediaType: "image/*" } },
              },
            },
          },
        },
        responses: { ...answer("201", words("record")), ...answers(400, 403, 404, 409, 413, 422, 429) },
      },
    },
    [`${base}/images/{id}`]: {
      get: {
        ...own,
        operationId: "booking.image",
        summary: words("followImageOne"),
        parameters: [
          secret,
          ref("parameters", "Id"),
          filter("size", words("size"), { enum: ["full", "thumbnail"], default: "thumbnail" }),
        ],
        responses: {
          "200": { description: words("receipt"), content: { "image/*": { schema: { type: "string" } } } },
          ...answers(404, 429),
        },
      },
    },
  };
}
