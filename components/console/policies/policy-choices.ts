import { policyChoices } from "@/lib/governance/approval-policies/read";
import { commands, moduleOf } from "@/lib/registry";
import { commandTexts, fieldLabel, optionWords, referenceOf } from "../command-fields";
import type { Texts } from "../reader";
import { permissionGroups } from "../roles/permission-groups";
import type { PolicyCommand } from "./policy-draft";

/** Every command a policy can be about, with the fields its conditions may name, in the reader's language. */
export function policyCommands(t: Texts): PolicyCommand[] {
  return policyChoices().map((choice) => {
    const command = commands.get(choice.command)!;
    return {
      name: choice.command,
      label: t(`${commandTexts(command)}.title`),
      module: t(`${moduleOf(command).name}.name`),
      alwaysApproved: command.alwaysApproved,
      fields: choice.fields.map(({ path, kind, values }) => ({
        path,
        kind,
        resource: referenceOf(command, path),
        label: path.includes(".") ? path : fieldLabel(command, path, t),
        ...(values
          ? { values: values.map((value) => ({ value, label: optionWords(command, path, value, t) })) }
          : {}),
      })),
    };
  });
}

/** Every permission a step may ask for. */
export const stepPermissions = (t: Texts): { name: string; label: string }[] =>
  permissionGroups(t).flatMap((group) =>
    group.nouns.flatMap((noun) =>
      noun.permissions.map(({ name, description }) => ({ name, label: `${noun.label}: ${description}` })),
    ),
  );
