import type { Translate } from "@/lib/core/i18n/translate";
import type { OpenApi, Reference } from "@/lib/core/openapi/types";
import { maxLimit } from "@/lib/core/resource/query";

type Kind = "schemas" | "parameters" | "responses";

/** Points at a shared part of the document. */
export const ref = (kind: Kind, name: string): Reference => ({ $ref: `#/components/${kind}/${name}` });

const names = {
  400: "InvalidInput",
  401: "Unauthenticated",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  413: "PayloadTooLarge",
  422: "RuleViolation",
  429: "RateLimited",
  503: "Unavailable",
} as const;

/** References to the uniform refusals with these status codes. */
export const answers = (...codes: (keyof typeof names)[]): Record<string, Reference> =>
  Object.fromEntries(codes.map((code) => [String(code), ref("responses", names[code])]));

/** What operations share: how one signs in, the uniform error, money, and what every list takes. */
export function sharedParts(t: Translate): OpenApi["components"] {
  const text = (key: string): string => t(`core.docs.${key}`);
  const refusal = (code: keyof typeof names) => ({
    description: text(`answers.${code}`),
    content: { "application/json": { schema: ref("schemas", "Error") } },
    ...(code === 429
      ? { headers: { "Retry-After": { description: text("retryAfter"), schema: { type: "integer" } } } }
      : {}),
  });
  const list = (name: string, schema: Record<string, unknown>) => ({
    name,
    in: "query" as const,
    description: text(`parameters.${name}`),
    schema,
  });
  return {
    securitySchemes: {
      serviceToken: { type: "http", scheme: "bearer", description: text("serviceToken") },
    },
    schemas: {
      Error: {
        type: "object",
        required: ["error"],
        properties: {
          error: {
            type: "object",
            required: ["code", "message", "details", "requestId"],
            properties: {
              code: { type: "string", description: text("error.code") },
              message: { type: "string", description: text("error.message") },
              details: {
                type: "object",
                description: text("error.details"),
                properties: {
                  reason: { type: "string" },
                  fields: {
                    type: "array",
                    items: {
                      type: "object",
                      required: ["path", "message"],
                      properties: { path: { type: "string" }, message: { type: "string" } },
                    },
                  },
                  current: {},
                },
              },
              requestId: { type: "string", description: text("error.requestId") },
            },
          },
        },
      },
      Money: {
        type: "object",
        required: ["amount", "currency"],
        properties: {
          amount: {
            type: "string",
            pattern: "^-?\\d{1,15}(\\.\\d{1,9})?$",
            description: text("money.amount"),
          },
          currency: { type: "string", pattern: "^[A-Z]{3}$", description: text("money.currency") },
        },
      },
      Waiting: {
        type: "object",
        required: ["data"],
        properties: {
          data: {
            type: "object",
            required: ["approvalId", "number"],
            properties: { approvalId: { type: "string", format: "uuid" }, number: { type: "string" } },
          },
        },
      },
    },
    parameters: {
      IdempotencyKey: {
        name: "Idempotency-Key",
        in: "header",
        description: text("parameters.idempotencyKey"),
        schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
      },
      Limit: list("limit", { type: "integer", minimum: 1, maximum: maxLimit }),
      Cursor: list("cursor", { type: "string" }),
      Words: list("q", { type: "string", maxLength: 200 }),
      Id: {
        name: "id",
        in: "path",
        required: true,
        description: text("parameters.id"),
        schema: { type: "string", format: "uuid" },
      },
    },
    responses: Object.fromEntries(
      Object.entries(names).map(([code, name]) => [name, refusal(Number(code) as keyof typeof names)]),
    ),
  };
}
