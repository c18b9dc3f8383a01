import type { PaletteCommand } from "@/components/shell/types";
import { may } from "@/lib/core/caller";
import { commands, moduleOf } from "@/lib/registry";
import { commandTexts } from "./command-fields";
import type { Reader } from "./reader";

/** Commands one can begin from anywhere, with the page that asks for their input. */
const beginnings: { command: string; path: string; icon: string; platformOnly?: boolean }[] = [
  { command: "organizations.create", path: "customers/organizations/new", icon: "building-2" },
  { command: "organizations.import", path: "governance/imports/new?importer=organizations", icon: "file-up" },
  { command: "operators.invite", path: "governance/operators/invite", icon: "user-plus" },
  { command: "roles.create", path: "governance/roles/new", icon: "key-round", platformOnly: true },
  { command: "approval-policies.create", path: "governance/approval-policies/new", icon: "gavel" },
  { command: "service-tokens.create", path: "governance/service-tokens/new", icon: "plug" },
];

/** What the reader can begin, for the palette. */
export function paletteCommands(reader: Reader): PaletteCommand[] {
  const { caller, t, off } = reader;
  const search = { label: t("core.console.search.title"), href: reader.href("search"), icon: "search" };
  const commandsHere = beginnings.flatMap(({ command: name, path, icon, platformOnly }) => {
    const command = commands.get(name);
    if (!command || (platformOnly && caller.scope.kind !== "all")) return [];
    if (off.has(moduleOf(command).name)) return [];
    const texts = commandTexts(command);
    if (command.permission !== null && !may(caller, command.permission)) return [];
    return [{ label: t(`${texts}.title`), href: reader.href(path), icon, keywords: [name] }];
  });
  return [...commandsHere, search];
}
