import type { Translate } from "@/lib/core/i18n/translate";
import { answers, ref } from "@/lib/core/openapi/shared";
import type { Operation, Parameter, Schema } from "@/lib/core/openapi/types";
import type { Column, Resource } from "@/lib/core/resource";
import { columnLabel, textsOf } from "@/lib/core/resource/describe";
import type { ColumnKind } from "@/lib/core/resource/description";

const nullable = (type: string, rest: Schema = {}): Schema => ({ type: [type, "null"], ...rest });

const cellSchemas: Record<ColumnKind, (column: Column) => Schema> = {
  id: () => nullable("string", { format: "uuid" }),
  text: () => nullable("string"),
  code: () => nullable("string"),
  enum: (column) => ({ enum: [...Object.keys(column.values ?? {}), null] }),
  boolean: () => nullable("boolean"),
  integer: () => nullable("number"),
  money: () => ({ anyOf: [ref("schemas", "Money"), { type: "null" }] }),
  time: () => nullable("string", { format: "date-time" }),
  tags: () => ({ type: ["array", "null"], items: { type: "string" } }),
  json: () => ({}),
};

const filterTexts: Partial<Record<ColumnKind, string>> = {
  enum: "enum",
  id: "id",
  time: "time",
  integer: "number",
  money: "number",
  boolean: "boolean",
  tags: "tags",
};

/** A record as the API answers it. */
export const recordSchema = (resource: Resource, t: Translate): Schema => ({
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    ...Object.fromEntries(
      Object.entries(resource.columns).map(([key, column]) => [
        key,
        { ...cellSchemas[column.kind](column), description: columnLabel(resource, key, t) },
      ]),
    ),
  },
});

/** Name of a resource's record among the shared schemas: `job-runs` is `JobRunsRecord`. */
export const recordName = (resource: Resource): string =>
  `${resource.name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}Record`;

function filterParameter(resource: Resource, key: string, column: Column, t: Translate): Parameter {
  const how = t(`core.docs.filters.${filterTexts[column.kind] ?? "text"}`);
  const values = column.kind === "enum" ? ` ${Object.keys(column.values ?? {}).join(", ")}` : "";
  return {
    name: key,
    in: "query",
    description: `${columnLabel(resource, key, t)}. ${how}${values}`,
    schema: column.kind === "boolean" ? { type: "boolean" } : { type: "string", maxLength: 2000 },
  };
}

const needed = (resource: Resource) => (resource.permission ? { "x-permission": resource.permission } : {});

/** `GET /api/v1/<resource>`. */
export function listOperation(resource: Resource, t: Translate): Operation {
  const entries = Object.entries(resource.columns);
  const sorts = entries.filter(([, column]) => column.sort).flatMap(([key]) => [key, `-${key}`]);
  return {
    operationId: `${resource.name}.list`,
    tags: [resource.name],
    summary: t("core.docs.list", { list: t(`${textsOf(resource)}.label`) }),
    parameters: [
      ref("parameters", "Limit"),
      ref("parameters", "Cursor"),
      ...(resource.searchable ? [ref("parameters", "Words")] : []),
      {
        name: "sort",
        in: "query",
        description: t("core.docs.parameters.sort"),
        schema: { type: "string", enum: sorts, default: resource.defaultSort },
      },
      {
        name: "columns",
        in: "query",
        description: t("core.docs.parameters.columns", { columns: Object.keys(resource.columns).join(", ") }),
        schema: { type: "string" },
      },
      ...entries
        .filter(([, column]) => column.filter && column.kind !== "json")
        .map(([key, column]) => filterParameter(resource, key, column, t)),
    ],
    responses: {
      "200": {
        description: t("core.docs.answers.page"),
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["data", "nextCursor"],
              properties: {
                data: { type: "array", items: ref("schemas", recordName(resource)) },
                nextCursor: { type: ["string", "null"] },
              },
            },
          },
        },
      },
      ...answers(400, 401, 403, 404, 429, 503),
    },
    ...needed(resource),
  };
}

/** `GET /api/v1/<resource>/<id>`. */
export const recordOperation = (resource: Resource, t: Translate): Operation => ({
  operationId: `${resource.name}.get`,
  tags: [resource.name],
  summary: t("core.docs.read", { one: t(`${textsOf(resource)}.one`) }),
  parameters: [ref("parameters", "Id")],
  responses: {
    "200": {
      description: t("core.docs.answers.record"),
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["data"],
            properties: { data: ref("schemas", recordName(resource)) },
          },
        },
      },
    },
    ...answers(401, 403, 404, 429, 503),
  },
  ...needed(resource),
});
