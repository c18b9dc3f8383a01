import { may } from "@/lib/core/caller";
import { commands, moduleOf } from "@/lib/registry";
import { commandTexts, optionWords } from "../command-fields";
import type { Reader } from "../reader";

export type ImporterChoice = {
  /** The plural noun it creates. */
  name: string;
  title: string;
  description: string;
  valueLabel(column: string, value: string): string;
};

/** What this reader may import. */
export const importersFor = ({ caller, t, off }: Reader): ImporterChoice[] =>
  [...commands.values()]
    .filter(
      (command) =>
        "importer" in command &&
        !off.has(moduleOf(command).name) &&
        command.permission !== null &&
        may(caller, command.permission),
    )
    .map((command) => ({
      name: command.name.split(".")[0] ?? "",
      title: t(`${commandTexts(command)}.title`),
      description: t(`${commandTexts(command)}.description`),
      valueLabel: (column, value) => optionWords(command, column, value, t),
    }));
