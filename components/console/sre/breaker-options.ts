import type { FieldOption } from "@/components/form/field-description";
import { commands, moduleOf } from "@/lib/registry";
import { circuitBreakers } from "@/lib/sre/circuit-breakers/resource";
import { commandTexts } from "../command-fields";
import type { Texts } from "../reader";

/** What a breaker can guard: all commands of a noun, or one of them. The way to close breakers again is left out. */
export function breakerOptions(t: Texts): FieldOption[] {
  const byNoun = Map.groupBy(commands.values(), (command) => command.name.split(".")[0] ?? "");
  return [...byNoun]
    .filter(([noun]) => noun !== circuitBreakers.name)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([noun, all]) => {
      const label = `${moduleOf(all[0]!).name}.resources.${noun}.label`;
      return [
        {
          value: noun,
          label: `${noun} · ${t("sre.pages.breakers.everything", { noun: t.has(label) ? t(label) : noun })}`,
        },
        ...all.map((command) => ({
          value: command.name,
          label: `${command.name} · ${t(`${commandTexts(command)}.title`)}`,
        })),
      ];
    });
}
