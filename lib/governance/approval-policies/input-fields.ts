import { z } from "zod";
import type { Command } from "@/lib/core/command";

/** A field of a command's input as a condition may name it: what it holds, and its values where they are a fixed few. */
export type InputField = {
  path: string;
  kind: "text" | "number" | "boolean" | "other";
  values?: string[];
};

type Schema = z.core.JSONSchema._JSONSchema;

const maxDepth = 4;

/** Every field of a command's input, nested ones with their path ("amount.currency"). */
export function inputFields(command: Pick<Command, "input">): InputField[] {
  const root = z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" });
  return fieldsOf(root, "", root.$defs ?? {}, 0);
}

type Definitions = Record<string, Schema>;

function fieldsOf(schema: Schema, path: string, defs: Definitions, depth: number): InputField[] {
  const parts = alternatives(schema, defs);
  const objects = parts.filter((part) => part.properties);
  if (objects.length === 0) return path === "" ? [] : [leaf(path, parts)];
  if (depth >= maxDepth) return [];
  const names = new Map<string, Schema>();
  for (const part of objects)
    for (const [name, inner] of Object.entries(part.properties ?? {})) names.set(name, inner);
  return [...names].flatMap(([name, inner]) =>
    fieldsOf(inner, path === "" ? name : `${path}.${name}`, defs, depth + 1),
  );
}

type Part = Exclude<Schema, boolean>;

/** What a schema may be: references followed, unions opened, null left out. */
function alternatives(schema: Schema, defs: Definitions): Part[] {
  if (typeof schema === "boolean") return [];
  if (schema.$ref) {
    const target = defs[schema.$ref.replace("#/$defs/", "")];
    return target ? alternatives(target, defs) : [];
  }
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options) return options.flatMap((option) => alternatives(option, defs));
  return schema.type === "null" ? [] : [schema];
}

function leaf(path: string, parts: Part[]): InputField {
  const values = parts.flatMap((part) => part.enum ?? (part.const === undefined ? [] : [part.const]));
  const texts = values.filter((value) => typeof value === "string");
  const types = new Set(parts.map((part) => part.type));
  const kind =
    types.has("number") || types.has("integer")
      ? "number"
      : types.has("boolean")
        ? "boolean"
        : types.has("string")
          ? "text"
          : "other";
  return { path, kind, ...(texts.length > 0 && texts.length === values.length ? { values: texts } : {}) };
}
