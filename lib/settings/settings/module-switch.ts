import { directory } from "@/lib/core/directory";
import { refused } from "@/lib/core/errors";

/**
 * What may be switched off: modules that say of themselves that a deployment can do without them (design section 1).
 * @throws rule_violation naming the first that is none of those.
 */
export function requireOptional(disabled: readonly string[]): void {
  const optional = new Set(
    directory()
      .modules.filter((module) => module.optional)
      .map((module) => module.name),
  );
  const fixed = disabled.find((name) => !optional.has(name));
  if (fixed !== undefined) throw refused("settings.module_not_optional", { module: fixed });
}
