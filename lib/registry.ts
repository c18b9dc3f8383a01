import { billing } from "@/lib/billing/module";
import { commerce } from "@/lib/commerce/module";
import type { Command } from "@/lib/core/command";
import { publishDirectory } from "@/lib/core/directory";
import type { Module } from "@/lib/core/module";
import type { Resource } from "@/lib/core/resource";
import { customers } from "@/lib/customers/module";
import { fieldService } from "@/lib/field-service/module";
import { governance } from "@/lib/governance/module";
import { notifications } from "@/lib/notifications/module";
import { settings } from "@/lib/settings/module";
import { setting } from "@/lib/settings/settings/read";
import { sre } from "@/lib/sre/module";
import { support } from "@/lib/support/module";

/** Every module of the product, in the order of the sidebar. */
export const modules: readonly Module[] = [
  customers,
  commerce,
  billing,
  fieldService,
  support,
  governance,
  notifications,
  sre,
  settings,
];

const byName = <T extends { name: string }>(entries: readonly T[], what: string): ReadonlyMap<string, T> => {
  const map = new Map<string, T>();
  for (const entry of entries) {
    if (map.has(entry.name)) throw new Error(`Two ${what} are called ${entry.name}.`);
    map.set(entry.name, entry);
  }
  return map;
};

/** Every command by its name ("organizations.create"). */
export const commands: ReadonlyMap<string, Command> = byName(
  modules.flatMap((module) => module.commands),
  "commands",
);

/** Every resource by its name ("organizations"). */
export const resources: ReadonlyMap<string, Resource> = byName(
  modules.flatMap((module) => module.resources),
  "resources",
);

/** The module a command or resource belongs to. */
export const moduleOf = (entry: Command | Resource): Module =>
  modules.find((module) => [...module.commands, ...module.resources].includes(entry))!;

/** Every permission there is. */
export const allPermissions: readonly string[] = modules.flatMap((module) => module.permissions);

/** Names of the modules this deployment does without: what settings say, as far as a module may be switched off. */
async function modulesOff(): Promise<ReadonlySet<string>> {
  const { disabled } = await setting("modules");
  return new Set(
    modules.filter(({ optional, name }) => optional && disabled.includes(name)).map(({ name }) => name),
  );
}

const pageSize = async (): Promise<number> => (await setting("lists")).pageSize;

publishDirectory({
  commands,
  resources,
  permissions: allPermissions,
  modules,
  moduleOf,
  modulesOff,
  pageSize,
});
