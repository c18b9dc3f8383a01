import { modules } from "@/lib/registry";
import type { Texts } from "./reader";

/** Who acted, as people call them: the product's own doings have names in the catalogue, people have their own. */
export function actorName({ actorType, actor }: { actorType: string; actor: string }, t: Texts): string {
  if (actorType !== "system") return actor;
  const key = modules.map((module) => `${module.name}.actors.${actor}`).find((name) => t.has(name));
  return key ? t(key) : actor;
}
