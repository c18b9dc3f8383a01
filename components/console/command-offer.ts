import type { CommandSpec } from "@/components/form/command";
import { may } from "@/lib/core/caller";
import type { Command } from "@/lib/core/command";
import { moduleOf } from "@/lib/registry";
import { commandFields, commandTexts, type FieldChanges } from "./command-fields";
import type { Reader } from "./reader";

export type Offer = Partial<Omit<CommandSpec, "command" | "fields">> & {
  /** Fields to ask for, in order; `changes` says what the input's schema cannot. */
  ask?: readonly string[];
  changes?: Record<string, FieldChanges>;
};

/**
 * A command as this reader may be offered it, or null when they may not run it there.
 * @param path the ltree path of the organization the record belongs to; without one, where the reader works.
 */
export function offer(
  reader: Reader,
  command: Command,
  { ask = [], changes, ...spec }: Offer,
  path?: string,
): CommandSpec | null {
  if (reader.off.has(moduleOf(command).name)) return null;
  if (command.permission !== null && !may(reader.caller, command.permission, path)) return null;
  const { t } = reader;
  const texts = commandTexts(command);
  const optional = (key: string) => (t.has(`${texts}.${key}`) ? t(`${texts}.${key}`) : undefined);
  const title = t(`${texts}.title`);
  return {
    command: command.name,
    label: optional("label") ?? title,
    title,
    description: optional("description"),
    submitLabel: optional("submitLabel"),
    doneMessage: optional("done"),
    fields: commandFields(command, ask, t, changes),
    ...spec,
  };
}

/** Drops what the reader may not do. */
export const offered = <T>(specs: (T | null)[]): T[] => specs.filter((spec): spec is T => spec !== null);
