import type { Method, OpenApi, Operation, Parameter, Reference, Schema } from "@/lib/core/openapi/types";

/** An operation as a page shows it. */
export type ShownOperation = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string | null;
  permission: string | null;
  stepUp: boolean;
  parameters: ShownField[];
  body: ShownField[];
  answers: { code: string; description: string }[];
  example: string;
};

export type ShownField = { name: string; type: string; required: boolean; description: string };

export type ShownGroup = { tag: string; label: string; operations: ShownOperation[] };

/**
 * The document by noun, in the order of its tags.
 * @param words every one of which an operation must have in its path, texts or permission; empty shows all.
 * @param only the id of the one operation that is wanted.
 */
export function readGroups(document: OpenApi, words: string, only: string | null = null): ShownGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = Object.entries(document.paths).flatMap(([path, item]) =>
    (Object.entries(item) as [Method, Operation][]).map(([method, operation]) => ({
      tag: operation.tags[0] ?? "",
      operation: shownOperation(document, method, path, operation),
    })),
  );
  return document.tags.flatMap(({ name, description }) => {
    const operations = shown
      .filter((entry) => entry.tag === name)
      .map((entry) => entry.operation)
      .filter((operation) => {
        if (only !== null && operation.id !== only) return false;
        const text = [
          name,
          description,
          operation.path,
          operation.summary,
          operation.description,
          operation.permission,
        ]
          .join(" ")
          .toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
    return operations.length > 0 ? [{ tag: name, label: description, operations }] : [];
  });
}

function shownOperation(
  document: OpenApi,
  method: Method,
  path: string,
  operation: Operation,
): ShownOperation {
  const body = Object.entries(operation.requestBody?.content ?? {})[0];
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description ?? null,
    permission: operation["x-permission"] ?? null,
    stepUp: operation["x-step-up"] ?? false,
    parameters: (operation.parameters ?? [])
      .map((given) => ("$ref" in given ? sharedParameter(document, given) : given))
      .map(({ name, schema, required = false, description = "" }) => ({
        name,
        type: typeName(schema),
        required,
        description,
      })),
    body: body ? fieldsOf(body[1].schema) : [],
    answers: Object.entries(operation.responses).map(([code, answer]) => ({
      code,
      description: "$ref" in answer ? sharedAnswer(document, answer) : answer.description,
    })),
    example: exampleOf(document, method, path, body),
  };
}

const nameIn = ({ $ref }: Reference): string => $ref.split("/").at(-1) ?? "";

function sharedParameter(document: OpenApi, reference: Reference): Parameter {
  const found = document.components.parameters[nameIn(reference)];
  if (!found) throw new Error(`${reference.$ref} is not in the document.`);
  return found;
}

const sharedAnswer = (document: OpenApi, reference: Reference): string =>
  document.components.responses[nameIn(reference)]?.description ?? "";

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

function fieldsOf(schema: Schema): ShownField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(([name, inner]) => ({
    name,
    type: isSchema(inner) ? typeName(inner) : "",
    required: required.includes(name),
    description: isSchema(inner) ? rulesOf(inner) : "",
  }));
}

/** A type in a word or two: "string (uuid)", "reseller | enterprise", "string[]". */
export function typeName(schema: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either)) return either.filter(isSchema).map(typeName).join(" | ");
  if (schema.type === "array") return `${isSchema(schema.items) ? typeName(schema.items) : "any"}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : String(schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}

const rules = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "default"];

/** Limits under their JSON Schema names, which every language reads alike. */
const rulesOf = (schema: Schema): string =>
  rules
    .filter((keyword) => keyword in schema && schema[keyword] !== Number.MAX_SAFE_INTEGER)
    .map(
      (keyword) =>
        `${keyword} ${keyword === "pattern" ? String(schema[keyword]) : JSON.stringify(schema[keyword])}`,
    )
    .join(", ");

function exampleOf(
  document: OpenApi,
  method: Method,
  path: string,
  body: [string, { schema: Schema }] | undefined,
): string {
  const lines = [`curl ${document.servers[0]?.url ?? ""}${path.replace("{id}", "$ID")}`];
  if (!path.startsWith("/api/health")) lines.push('-H "Authorization: Bearer $TOKEN"');
  if (body?.[0] === "multipart/form-data") lines.push("-F file=@organizations.csv");
  else if (method === "post") {
    lines.push('-H "Content-Type: application/json"', '-H "Idempotency-Key: $(uuidgen)"');
    lines.push(`-d '${JSON.stringify(sampleOf(body?.[1].schema ?? {}))}'`);
  }
  return lines.join(" \\\n  ");
}

function sampleOf(schema: Schema): unknown {
  if ("default" in schema) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either) && isSchema(either[0])) return sampleOf(either[0]);
  switch (schema.type) {
    case "object": {
      const required = Array.isArray(schema.required) ? schema.required : [];
      return Object.fromEntries(
        Object.entries(isSchema(schema.properties) ? schema.properties : {}).flatMap(([name, inner]) =>
          required.includes(name) && isSchema(inner) && !("default" in inner)
            ? [[name, sampleOf(inner)]]
            : [],
        ),
      );
    }
    case "array":
      return isSchema(schema.items) && Number(schema.minItems ?? 0) > 0 ? [sampleOf(schema.items)] : [];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return schema.format === "uuid" ? "…" : schema.format === "email" ? "name@example.com" : "…";
  }
}
