import { modules } from "@/lib/registry";
import type { Texts } from "../reader";

export type PermissionEntry = {
  /** `<module>.<noun>.<action>`. */
  name: string;
  action: string;
  /** What it allows, in the reader's language. */
  description: string;
};

export type PermissionNoun = { noun: string; label: string; permissions: PermissionEntry[] };

export type PermissionGroup = { module: string; label: string; nouns: PermissionNoun[] };

/** Every permission there is, by module and noun, in the reader's language. */
export function permissionGroups(t: Texts): PermissionGroup[] {
  return modules
    .filter((module) => module.permissions.length > 0)
    .map((module) => ({
      module: module.name,
      label: t(`${module.name}.name`),
      nouns: nounsOf(module.permissions).map(([noun, names]) => ({
        noun,
        label: nounLabel(module.name, noun, t),
        permissions: names.map((name) => ({
          name,
          action: name.split(".")[2] ?? "",
          description: t(`${module.name}.permissions.${noun}.${name.split(".")[2]}`),
        })),
      })),
    }));
}

function nounsOf(permissions: readonly string[]): [string, string[]][] {
  const nouns = new Map<string, string[]>();
  for (const name of permissions) {
    const noun = name.split(".")[1] ?? "";
    nouns.set(noun, [...(nouns.get(noun) ?? []), name]);
  }
  return [...nouns];
}

function nounLabel(module: string, noun: string, t: Texts): string {
  const keys = [`${module}.resources.${noun}.label`, `${module}.menu.${noun}`];
  const key = keys.find((candidate) => t.has(candidate));
  return key ? t(key) : noun;
}
