import type { Caller } from "@/lib/core/caller";
import type { Command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import type { Resource } from "@/lib/core/resource";

/** Everything the product has, by name. */
export type Directory = {
  commands: ReadonlyMap<string, Command>;
  resources: ReadonlyMap<string, Resource>;
  permissions: readonly string[];
  /** The module a command or resource belongs to. */
  moduleOf(entry: Command | Resource): { name: string };
  modules: readonly { name: string; optional: boolean }[];
  /** Names of the modules this deployment does without, at most a few seconds old. */
  modulesOff(): Promise<ReadonlySet<string>>;
  /** Rows of a list's page when nobody asks for a number, at most a few seconds old. */
  pageSize(): Promise<number>;
};

let published: Directory | undefined;

/** Makes the registry known to code below it, which may not import it. Called by `lib/registry` alone. */
export const publishDirectory = (entries: Directory): void => {
  published = entries;
};

/**
 * Names of the modules that are switched off (settings → modules). Nothing is where no registry was loaded: a process that
 * knows no modules has none to switch off.
 */
export const modulesOff = async (): Promise<ReadonlySet<string>> =>
  published ? published.modulesOff() : new Set();

/** Rows of a list's page when nobody asks for a number (settings → lists); 50 in a process that knows no settings. */
export const pageSize = async (): Promise<number> => (published ? published.pageSize() : 50);

/** A list of the product by its name; undefined where there is none, or no registry was loaded. */
export const resourceNamed = (name: string): Resource | undefined => published?.resources.get(name);

/**
 * Whatever belongs to a module that is switched off is not there for people and their tokens; the product itself goes on
 * with what it began. Asked at each door: commands, lists, records, files made of lists, search.
 * @throws not_found
 */
export async function requireSwitchedOn(entry: Command | Resource, caller: Caller): Promise<void> {
  if (!published || caller.actor.type === "system") return;
  const off = await published.modulesOff();
  if (off.size > 0 && off.has(moduleNameOf(entry, published))) throw notFound();
}

function moduleNameOf(entry: Command | Resource, { commands, moduleOf }: Directory): string {
  if ("module" in entry) return entry.module;
  const registered = commands.get(entry.name);
  return registered ? moduleOf(registered).name : "";
}

/**
 * What the registry holds, for commands that name other commands, resources or permissions.
 * @throws Error where `lib/registry` was not loaded, which is a defect of the process's entry.
 */
export function directory(): Directory {
  if (!published) throw new Error("lib/registry was not loaded in this process.");
  return published;
}
