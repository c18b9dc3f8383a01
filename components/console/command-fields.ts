import { z } from "zod";
import type { FieldDescription, FieldKind } from "@/components/form/field-description";
import type { Command } from "@/lib/core/command";
import { moduleOf, resources } from "@/lib/registry";
import type { Texts } from "./reader";

/** What JSON Schema says of one field of a command's input. */
type FieldSchema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  anyOf?: FieldSchema[];
  items?: FieldSchema;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  properties?: Record<string, FieldSchema>;
  required?: string[];
};

/** Changes to the field one gets from the command's input alone. */
export type FieldChanges = Partial<Omit<FieldDescription, "name">>;

const schemas = new WeakMap<Command, FieldSchema>();

/** The shape of a command's input as JSON Schema. */
export function inputSchema(command: Command): FieldSchema {
  let schema = schemas.get(command);
  if (!schema) {
    schema = z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" }) as FieldSchema;
    schemas.set(command, schema);
  }
  return schema;
}

/** Names of a command's fields, in the order they are declared. */
export const fieldNames = (command: Command): string[] => Object.keys(inputSchema(command).properties ?? {});

/**
 * Form fields of a command, made from its one declaration: kinds and limits from the input's schema, words from the
 * catalogue (`<module>.commands.<noun>.<verb>.fields.<name>`, else the column of that name, else `core.console.fields.<name>`).
 * @param names which fields, in which order.
 * @param changes what the schema cannot say, by field.
 */
export function commandFields(
  command: Command,
  names: readonly string[],
  t: Texts,
  changes: Record<string, FieldChanges> = {},
): FieldDescription[] {
  const { properties = {}, required = [] } = inputSchema(command);
  return names.map((name) => {
    const schema = properties[name];
    if (!schema) throw new Error(`${command.name} has no field ${name}.`);
    const help = `${commandTexts(command)}.help.${name}`;
    return {
      name,
      label: fieldLabel(command, name, t),
      required: required.includes(name),
      ...described(command, name, schema, t),
      ...(t.has(help) ? { help: t(help) } : {}),
      ...changes[name],
    };
  });
}

/** Where a command's words stand in the catalogue. */
export function commandTexts(command: Command): string {
  return `${moduleOf(command).name}.commands.${command.name}`;
}

/** What a field of a command's input is called. */
export function fieldLabel(command: Command, name: string, t: Texts): string {
  const [noun = ""] = command.name.split(".");
  const module = moduleOf(command).name;
  const keys = [
    `${commandTexts(command)}.fields.${name}`,
    `${module}.resources.${noun}.columns.${name}`,
    `core.console.fields.${name}`,
  ];
  const key = keys.find((candidate) => t.has(candidate));
  return key ? t(key) : readable(name);
}

/** A field nobody named, as words all the same: "failedRows" is "Failed rows". */
export const readable = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type Described = Pick<FieldDescription, "kind"> & FieldChanges;

function described(command: Command, name: string, schema: FieldSchema, t: Texts): Described {
  const inner = schema.anyOf?.find((option) => option.type !== "null") ?? schema;
  if (inner.enum)
    return {
      kind: "select",
      placeholder: t("core.common.choose"),
      options: optionsOf(command, name, inner.enum, t),
    };
  switch (inner.type) {
    case "boolean":
      return { kind: "switch" };
    case "integer":
    case "number":
      return {
        kind: inner.type,
        ...(inner.minimum !== undefined ? { min: inner.minimum } : {}),
        ...(inner.maximum !== undefined && inner.maximum < Number.MAX_SAFE_INTEGER
          ? { max: inner.maximum }
          : {}),
      };
    case "array":
      return arrayKind(command, name, inner, t);
    case "string":
      return stringKind(name, inner);
    default:
      return { kind: "json" };
  }
}

function arrayKind(command: Command, name: string, schema: FieldSchema, t: Texts): Described {
  if (schema.items?.enum)
    return { kind: "multiselect", options: optionsOf(command, name, schema.items.enum, t) };
  if (schema.items?.format === "uuid") return { kind: "references", resource: resourceNamed(name) };
  return schema.items?.type === "string" ? { kind: "tags" } : { kind: "json" };
}

function stringKind(name: string, schema: FieldSchema): Described {
  const limit = schema.maxLength === undefined ? {} : { maxLength: schema.maxLength };
  if (name === "reason") return { kind: "reason", ...limit };
  if (schema.format === "uuid") {
    const resource = resourceNamed(name);
    return resource ? { kind: "reference", resource } : { kind: "text" };
  }
  if (schema.format === "date-time") return { kind: "time" };
  const byFormat: Record<string, FieldKind> = { email: "email", uri: "url", date: "date" };
  const kind = byFormat[schema.format ?? ""] ?? ((schema.maxLength ?? 0) > 300 ? "textarea" : "text");
  return { kind, ...limit };
}

/** The resource whose records a field of a command's input names, or undefined where it names none. */
export function referenceOf(command: Command, name: string): string | undefined {
  const schema = inputSchema(command).properties?.[name];
  const inner = schema?.anyOf?.find((option) => option.type !== "null") ?? schema;
  return inner?.format === "uuid" ? resourceNamed(name) : undefined;
}

const nouns: Record<string, string> = { parent: "organizations" };

/** The resource an id field names: `operatorId` and `operatorIds` are operators. */
function resourceNamed(field: string): string | undefined {
  const noun = field.replace(/Ids?$/, "");
  const name = nouns[noun] ?? `${noun.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}s`;
  return resources.has(name) ? name : undefined;
}

const optionsOf = (command: Command, name: string, values: unknown[], t: Texts) =>
  values.map(String).map((value) => ({ value, label: optionWords(command, name, value, t) }));

/** What one value of an enumeration field is called. */
export function optionWords(command: Command, name: string, value: string, t: Texts): string {
  const [noun = ""] = command.name.split(".");
  const module = moduleOf(command).name;
  const keys = [
    `${commandTexts(command)}.values.${name}.${value}`,
    `${module}.resources.${noun}.values.${name}.${value}`,
    `core.console.values.${name}.${value}`,
  ];
  const key = keys.find((candidate) => t.has(candidate));
  return key ? t(key) : value;
}
