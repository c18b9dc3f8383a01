import type { MenuModule } from "@/components/shell/types";
import { may } from "@/lib/core/caller";
import { modules } from "@/lib/registry";
import type { Reader } from "./reader";

/**
 * The sidebar of a reader: what they may see, where they work, in their language.
 * @param counts what waits on a page, by its path below the panel.
 */
export function menuFor(reader: Reader, counts: Record<string, number> = {}): MenuModule[] {
  const { caller, t, off } = reader;
  return modules
    .filter((module) => !off.has(module.name))
    .map((module) => ({
      module: module.name,
      label: t(`${module.name}.name`),
      items: module.menu
        .filter((item) => item.permission === null || may(caller, item.permission))
        // A page may show another module's things: without that module there is nothing to see.
        .filter((item) => item.permission === null || !off.has(item.permission.split(".")[0] ?? ""))
        .filter((item) => !item.platformOnly || caller.scope.kind === "all")
        .map((item) => ({
          href: reader.href(item.path),
          label: t(`${module.name}.menu.${item.key}`),
          icon: item.icon,
          ...(counts[item.path] ? { count: counts[item.path] } : {}),
          ...(shortcuts[item.path] ? { shortcut: shortcuts[item.path] } : {}),
        })),
    }))
    .filter((module) => module.items.length > 0);
}

/** `g` and then the letter goes to the page. */
const shortcuts: Record<string, string> = {
  "customers/organizations": "o",
  "governance/operators": "p",
  "governance/approvals": "a",
  "governance/audit-entries": "l",
  "notifications/inbox": "i",
  "sre/job-runs": "j",
  "settings/settings": "s",
};
