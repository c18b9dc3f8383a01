import type { DiffField } from "@/components/ui/diff-viewer";
import type { Command } from "@/lib/core/command";
import { describeResource } from "@/lib/core/resource/describe";
import { commands, resources } from "@/lib/registry";
import { settingKeys } from "@/lib/settings/settings/definitions";
import { fieldLabel, optionWords, readable } from "./command-fields";
import type { Reader, Texts } from "./reader";

type Fields = Record<string, unknown> | null;

/**
 * What the fields of a change are called and how their values are drawn: as the list of the record's kind shows them.
 * @param noun the kind of record that changed, a resource's name.
 * @param action the command that changed it, for fields no column shows.
 */
export function diffFields(
  reader: Reader,
  { before, after, noun, action }: { before: Fields; after: Fields; noun: string | null; action?: string },
): DiffField[] {
  const { caller, t, panel } = reader;
  const resource = noun ? resources.get(noun) : undefined;
  const columns = resource ? describeResource(resource, caller, t, panel).columns : [];
  const command = action ? commands.get(action) : undefined;
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((key) => {
    const column = columns.find((candidate) => candidate.key === key);
    if (column?.kind === "enum") return column;
    if (column) return { key, label: column.label };
    // A setting's fields are no columns of the list of its versions.
    const ofSetting =
      noun === "settings"
        ? settingKeys.map((name) => `settings.definitions.${name}.fields.${key}`).find((path) => t.has(path))
        : undefined;
    if (ofSetting) return { key, label: t(ofSetting) };
    const own = `core.console.fields.${key}`;
    const label = command ? fieldLabel(command, key, t) : t.has(own) ? t(own) : readable(key);
    const options = command ? namedValues(command, key, [before?.[key], after?.[key]], t) : [];
    return options.length > 0 ? { key, label, kind: "enum", options } : { key, label };
  });
}

/** Those of a field's values that have a name among the command's texts, as a list draws an enumeration. */
function namedValues(command: Command, key: string, values: unknown[], t: Texts) {
  return [...new Set(values)].flatMap((value) => {
    if (typeof value !== "string" || !/^[a-z_]+$/.test(value)) return [];
    const label = optionWords(command, key, value, t);
    return label === value ? [] : [{ value, label, tone: "neutral" as const }];
  });
}

/** How many fields differ, and the names of the first few, for a change that is folded away. */
export function changedNames(
  before: Fields,
  after: Fields,
  fields: DiffField[],
): { count: number; names: string } {
  const changed = fields.filter(
    ({ key }) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after?.[key] ?? null),
  );
  return {
    count: changed.length,
    names: changed
      .slice(0, 3)
      .map((field) => field.label)
      .join(", "),
  };
}
