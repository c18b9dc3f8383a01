import type { Crumb } from "@/components/ui/breadcrumbs";
import type { Resource } from "@/lib/core/resource";
import { modules } from "@/lib/registry";
import type { Reader } from "./reader";

/** The way to a resource's list, and what follows it. */
export function crumbsOf(reader: Reader, resource: Resource, ...further: Crumb[]): Crumb[] {
  const { t } = reader;
  return [
    { label: t(`${resource.module}.name`) },
    { label: t(`${resource.module}.resources.${resource.name}.label`), href: listPath(reader, resource) },
    ...further,
  ];
}

/** Address of a resource's list. */
export const listPath = (reader: Reader, resource: Resource): string =>
  reader.href(`${resource.module}/${resource.name}`);

/** The way to a page that is no list: its module and itself. */
export function pageCrumbs(reader: Reader, module: string, label: string): Crumb[] {
  const known = modules.some((entry) => entry.name === module);
  const name = known ? reader.t(`${module}.name`) : label;
  return name === label ? [{ label }] : [{ label: name }, { label }];
}
