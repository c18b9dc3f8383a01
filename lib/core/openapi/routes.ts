import type { Translate } from "@/lib/core/i18n/translate";
import { answers, ref } from "@/lib/core/openapi/shared";
import type { Operation, Parameter, PathItem, Schema } from "@/lib/core/openapi/types";

const query = (name: string, description: string, schema: Schema = { type: "string" }): Parameter => ({
  name,
  in: "query",
  description,
  schema,
});

const answer = (description: string, schema: Schema): Operation["responses"] => ({
  "200": { description, content: { "application/json": { schema } } },
});

const csv = (description: string) => ({
  "200": { description, content: { "text/csv": { schema: { type: "string" } } } },
});

const check: Schema = {
  type: "object",
  required: ["state", "latencyMs"],
  properties: { state: { enum: ["up", "down", "off"] }, latencyMs: { type: "integer" } },
};

const data = (schema: Schema): Schema => ({
  type: "object",
  required: ["data"],
  properties: { data: schema },
});

/** Hits, and when every list was looked in, those of which only the first hits are there. */
const found = (hits: Schema): Schema => ({
  type: "object",
  required: ["data"],
  properties: {
    data: hits,
    more: {
      type: "array",
      items: {
        type: "object",
        required: ["resource", "href"],
        properties: { resource: { type: "string" }, href: { type: "string" } },
      },
    },
  },
});

/** What has an address of its own: files, search, health. */
export function otherPaths(t: Translate): Record<string, PathItem> {
  const text = (key: string): string => t(`core.docs.routes.${key}`);
  const ready = data({
    type: "object",
    required: ["state", "database", "engine", "storage", "mail"],
    properties: {
      state: { enum: ["up", "down"] },
      database: check,
      engine: check,
      storage: check,
      mail: check,
    },
  });
  return {
    "/api/files": {
      post: {
        operationId: "files.upload",
        tags: ["files"],
        summary: text("upload"),
        description: text("uploadMore"),
        parameters: [
          {
            name: "purpose",
            in: "query",
            required: false,
            schema: { enum: ["import", "top-up-proof", "invoice", "support-attachment"], default: "import" },
          },
        ],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", contentMediaType: "application/octet-stream" } },
              },
            },
          },
        },
        responses: {
          "201": {
            description: text("uploaded"),
            content: {
              "application/json": {
                schema: data({
                  type: "object",
                  required: ["fileId", "name", "bytes"],
                  properties: {
                    fileId: { type: "string", format: "uuid" },
                    name: { type: "string" },
                    bytes: { type: "integer" },
                  },
                }),
              },
            },
          },
          ...answers(400, 401, 403, 413, 422, 429),
        },
      },
    },
    "/api/files/{id}": {
      get: {
        operationId: "files.fetch",
        tags: ["files"],
        summary: text("fetch"),
        description: text("fetchMore"),
        parameters: [ref("parameters", "Id")],
        responses: { ...csv(text("file")), ...answers(401, 403, 404) },
      },
    },
    "/api/files/support-attachment/{id}": {
      get: {
        operationId: "files.fetchSupportAttachment",
        tags: ["support-tickets"],
        summary: text("attachment"),
        description: text("attachmentMore"),
        parameters: [ref("parameters", "Id")],
        responses: {
          "200": {
            description: text("file"),
            content: {
              "image/*": { schema: { type: "string" } },
              "application/pdf": { schema: { type: "string" } },
            },
          },
          ...answers(401, 404),
        },
      },
    },
    "/api/exports/stream": {
      get: {
        operationId: "exports.stream",
        tags: ["exports"],
        summary: text("stream"),
        description: text("streamMore"),
        parameters: [
          { ...query("resource", text("resource")), required: true },
          query("bom", text("bom"), { enum: ["0", "1"] }),
        ],
        responses: { ...csv(text("file")), ...answers(400, 401, 403, 404, 422) },
        "x-permission": "governance.exports.create",
      },
    },
    "/api/search": {
      get: {
        operationId: "search",
        tags: ["search"],
        summary: text("search"),
        description: text("searchMore"),
        parameters: [
          ref("parameters", "Words"),
          query("resource", text("resource")),
          query("ids", text("ids")),
        ],
        responses: {
          ...answer(
            text("hits"),
            found({
              type: "array",
              items: {
                type: "object",
                required: ["resource", "label", "id", "title", "subtitle", "href"],
                properties: {
                  resource: { type: "string" },
                  label: { type: "string" },
                  id: { type: "string" },
                  title: { type: "string" },
                  subtitle: { type: ["string", "null"] },
                  href: { type: "string" },
                },
              },
            }),
          ),
          ...answers(400, 401, 403, 404),
        },
      },
    },
    "/api/health/live": {
      get: {
        operationId: "health.live",
        tags: ["health"],
        summary: text("live"),
        security: [],
        responses: answer(text("alive"), data({ type: "object", properties: { state: { const: "up" } } })),
      },
    },
    "/api/health/ready": {
      get: {
        operationId: "health.ready",
        tags: ["health"],
        summary: text("ready"),
        security: [],
        responses: {
          ...answer(text("isReady"), ready),
          "503": { description: text("notReady"), content: { "application/json": { schema: ready } } },
        },
      },
    },
  };
}
