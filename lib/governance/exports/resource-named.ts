import type { Caller } from "@/lib/core/caller";
import { directory } from "@/lib/core/directory";
import { forbidden, invalidInput } from "@/lib/core/errors";
import type { Resource } from "@/lib/core/resource";
import { mayExport } from "@/lib/core/resource/describe";

/** @throws invalid_input when there is no such resource. */
export function resourceNamed(name: string): Resource {
  const resource = directory().resources.get(name);
  if (!resource) throw invalidInput([{ path: "resource", key: "governance.validation.no_such_resource" }]);
  return resource;
}

/** @throws forbidden naming what `caller` lacks to write this list to a file. */
export function requireExport(resource: Resource, caller: Caller): void {
  if (!mayExport(resource, caller))
    throw forbidden(resource.exportPermission ?? resource.permission ?? "governance.exports.create");
}
