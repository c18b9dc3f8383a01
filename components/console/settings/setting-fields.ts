import { z } from "zod";
import type { FieldDescription } from "@/components/form/field-description";
import { modules } from "@/lib/registry";
import { type SettingKey, settingDefinitions } from "@/lib/settings/settings/definitions";
import type { Texts } from "../reader";

/** What JSON Schema says of one field of a setting. */
type FieldSchema = {
  type?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
  anyOf?: FieldSchema[];
  default?: unknown;
};

/** A setting's field: how its form asks for it, and what it is when nobody said anything. */
export type SettingField = FieldDescription & { standard: unknown };

/** The form of a setting, made from its one definition; words at `settings.definitions.<key>`. */
export function settingFields(key: SettingKey, t: Texts): SettingField[] {
  const { properties = {} } = z.toJSONSchema(settingDefinitions[key], { io: "input" }) as {
    properties?: Record<string, FieldSchema>;
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    label: t(`settings.definitions.${key}.fields.${name}`),
    required: true,
    standard: schema.default,
    ...described(key, name, schema, t),
  }));
}

function described(
  key: SettingKey,
  name: string,
  schema: FieldSchema,
  t: Texts,
): Pick<FieldDescription, "kind"> & Partial<FieldDescription> {
  if (key === "modules" && name === "disabled")
    return {
      kind: "multiselect",
      required: false,
      options: moduleOptions(t),
      help: t("settings.pages.settings.modulesHelp"),
    };
  if (schema.anyOf?.some((option) => option.format === "uuid") && name.endsWith("Organization"))
    return { kind: "reference", resource: "organizations", required: false };
  switch (schema.type) {
    case "integer":
    case "number":
      return {
        kind: schema.type,
        min: schema.minimum,
        max: schema.maximum,
        help: t("settings.pages.settings.range", {
          min: schema.minimum ?? 0,
          max: schema.maximum ?? 0,
          standard: Number(schema.default ?? 0),
        }),
      };
    case "boolean":
      return { kind: "switch" };
    case "array":
      return { kind: "tags", required: false };
    case "string":
      return { kind: "text", maxLength: schema.maxLength };
    default:
      return { kind: "json" };
  }
}

/** The modules the product can do without. */
const moduleOptions = (t: Texts) =>
  modules
    .filter((module) => module.optional)
    .map((module) => ({ value: module.name, label: t(`${module.name}.name`) }));
