import { expect, it } from "vitest";
import { z } from "zod";
import { translator } from "@/lib/core/i18n/translate";
import { openApi } from "@/lib/core/openapi/document";
import type { OpenApi, Operation } from "@/lib/core/openapi/types";
import { commands, resources } from "@/lib/registry";

const documents: OpenApi[] = await Promise.all(
  (["en", "zh"] as const).map(async (locale) => openApi(await translator(locale), "1.2.3")),
);
const [english] = documents as [OpenApi];

const jsonTypes = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;
const jsonType = z.enum(jsonTypes);
const count = z.int().min(0);

/** JSON Schema 2020-12, the keywords we may use; a keyword that is none of them is a mistake. */
const schema: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ $ref: z.string() }),
    z.strictObject({
      type: z.union([jsonType, z.array(jsonType).min(1)]).optional(),
      enum: z.array(z.unknown()).min(1).optional(),
      const: z.unknown().optional(),
      default: z.unknown().optional(),
      description: z.string().optional(),
      format: z.string().optional(),
      pattern: z
        .string()
        .refine((text) => new RegExp(text, "u") instanceof RegExp)
        .optional(),
      contentMediaType: z.string().optional(),
      minLength: count.optional(),
      maxLength: count.optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      exclusiveMinimum: z.number().optional(),
      exclusiveMaximum: z.number().optional(),
      minItems: count.optional(),
      maxItems: count.optional(),
      items: schema.optional(),
      prefixItems: z.array(schema).min(1).optional(),
      properties: z.record(z.string(), schema).optional(),
      propertyNames: schema.optional(),
      required: z.array(z.string()).optional(),
      additionalProperties: z.union([z.boolean(), schema]).optional(),
      anyOf: z.array(schema).min(1).optional(),
      oneOf: z.array(schema).min(1).optional(),
      allOf: z.array(schema).min(1).optional(),
      not: schema.optional(),
    }),
  ]),
);

const reference = (kind: string) => z.strictObject({ $ref: z.string().startsWith(`#/components/${kind}/`) });
const content = z.record(z.string().regex(/^[a-z]+\/(\*|[a-z0-9.+-]+)$/), z.strictObject({ schema }));
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header"]),
  description: z.string().min(1).optional(),
  required: z.boolean().optional(),
  schema,
});
const response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.strictObject({ description: z.string().optional(), schema })).optional(),
  content: content.optional(),
});
const operation = z.strictObject({
  operationId: z.string().min(1),
  tags: z.array(z.string()).min(1),
  summary: z.string().min(1),
  description: z.string().min(1).optional(),
  parameters: z.array(z.union([reference("parameters"), parameter])).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z
    .record(z.string().regex(/^[1-5]\d\d$/), z.union([reference("responses"), response]))
    .refine((responses) => Object.keys(responses).some((code) => code.startsWith("2"))),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  "x-permission": z.string().optional(),
  "x-step-up": z.literal(true).optional(),
});
const componentKeys = z.string().regex(/^[A-Za-z0-9._-]+$/);

/** The Object model of the OpenAPI 3.1 specification, as far as the document goes. */
const specification = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string().min(1), version: z.string().min(1), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.url() })).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.strictObject({ name: z.string().min(1), description: z.string().min(1) })),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({ get: operation.optional(), post: operation.optional() }),
  ),
  components: z.strictObject({
    securitySchemes: z.record(
      componentKeys,
      z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer"), description: z.string() }),
    ),
    schemas: z.record(componentKeys, schema),
    parameters: z.record(componentKeys, parameter),
    responses: z.record(componentKeys, response),
  }),
});

const operations = (document: OpenApi): { path: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).map((entry) => ({ path, operation: entry })),
  );

function* references(value: unknown): Generator<string> {
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string") yield inner;
    else yield* references(inner);
  }
}

const resolve = (document: OpenApi, pointer: string): unknown =>
  pointer
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>(
      (value, key) => (value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined),
      document,
    );

it.each(documents)("keeps to the OpenAPI 3.1 object model", (document) => {
  const checked = specification.safeParse(JSON.parse(JSON.stringify(document)));
  expect(checked.error?.issues ?? []).toEqual([]);
});

it("points only at what is there", () => {
  const pointers = [...references(english)];
  expect(pointers.length).toBeGreaterThan(10);
  for (const pointer of pointers) expect(resolve(english, pointer), pointer).toBeDefined();
});

it("declares each path's parameters, no parameter twice, each tag, each operation id once", () => {
  const ids = operations(english).map((entry) => entry.operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = new Set(english.tags.map((tag) => tag.name));
  for (const { path, operation: entry } of operations(english)) {
    const parameters = (entry.parameters ?? []).map((given) =>
      "$ref" in given ? (resolve(english, given.$ref) as z.infer<typeof parameter>) : given,
    );
    const keys = parameters.map((given) => `${given.in} ${given.name}`);
    expect(new Set(keys).size, path).toBe(keys.length);
    const inPath = parameters.filter((given) => given.in === "path");
    expect(inPath.map((given) => `{${given.name}}`)).toEqual(path.match(/\{[^}]+\}/g) ?? []);
    for (const given of inPath) expect(given.required).toBe(true);
    for (const tag of entry.tags) expect(tags).toContain(tag);
  }
});

it("has every command and every list of the registry, with its permission", () => {
  for (const command of commands.values()) {
    const found = english.paths[`/api/v1/${command.name.replace(".", "/")}`]?.post;
    expect(found?.["x-permission"] ?? null, command.name).toBe(command.permission);
    expect(Boolean(found?.responses["202"]), command.name).toBe(command.approvable);
  }
  for (const resource of resources.values()) {
    expect(english.paths[`/api/v1/${resource.name}`]?.get?.["x-permission"] ?? null).toBe(
      resource.permission,
    );
    expect(english.paths[`/api/v1/${resource.name}/{id}`]?.get).toBeDefined();
  }
});

it("describes an input as a caller writes it", () => {
  const body = english.paths["/api/v1/organizations/create"]?.post?.requestBody;
  expect(body).toMatchObject({
    required: true,
    content: {
      "application/json": {
        schema: {
          required: ["name", "kind"],
          additionalProperties: false,
          properties: {
            parentId: { type: "string", format: "uuid" },
            kind: { enum: expect.arrayContaining(["reseller"]) },
          },
        },
      },
    },
  });
});

it("leaves no text out of the catalogues, in either language", () => {
  for (const document of documents) {
    // A missing text shows as its key.
    const texts = JSON.stringify(document).match(/"(description|summary)":"[a-z-]+(\.[A-Za-z0-9_-]+){2,}"/g);
    expect(texts ?? []).toEqual([]);
  }
  expect(documents[1]?.paths["/api/v1/organizations"]?.get?.summary).toMatch(/\p{Script=Han}/u);
});

it("calls every noun by a title, never by its bare name", () => {
  for (const { tags } of documents)
    for (const { name, description } of tags) {
      expect(description, name).not.toBe(name);
      expect(description, name).not.toContain("docs.tags");
    }
});
