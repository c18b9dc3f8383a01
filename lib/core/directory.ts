import type { Command } from "@/lib/core/command";
import type { Resource } from "@/lib/core/resource";

/** Everything the product has, by name. */
export type Directory = {
  commands: ReadonlyMap<string, Command>;
  resources: ReadonlyMap<string, Resource>;
  permissions: readonly string[];
  /** The module a command or resource belongs to. */
  moduleOf(entry: Command | Resource): { name: string };
};

let published: Directory | undefined;

/** Makes the registry known to code below it, which may not import it. Called by `lib/registry` alone. */
export const publishDirectory = (entries: Directory): void => {
  published = entries;
};

/**
 * What the registry holds, for commands that name other commands, resources or permissions.
 * @throws Error where `lib/registry` was not loaded, which is a defect of the process's entry.
 */
export function directory(): Directory {
  if (!published) throw new Error("lib/registry was not loaded in this process.");
  return published;
}
