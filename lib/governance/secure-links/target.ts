import type { Caller } from "@/lib/core/caller";
import { directory } from "@/lib/core/directory";
import { invalidInput, notFound } from "@/lib/core/errors";
import { record } from "@/lib/core/resource/list";
import { storage } from "@/lib/core/storage/current";
import { fileFor } from "@/lib/governance/files/read";

/** The target type of a stored file; every other names a resource. */
export const filesTarget = "files";

/**
 * What a link leads to, read with the rights of whoever made it.
 * @returns its label, and the file or the values of all the record's columns.
 * @throws not_found, forbidden when they may not read it (any more); invalid_input when there is no such resource.
 */
export async function readTarget(target: { targetType: string; targetId: string }, caller: Caller) {
  const { targetType, targetId } = target;
  if (targetType === filesTarget) {
    const file = await fileFor(targetId, caller);
    if (!(await storage().exists(file.storageKey))) throw notFound();
    return { kind: "file" as const, label: file.name, file };
  }
  const resource = directory().resources.get(targetType);
  if (!resource) throw invalidInput([{ path: "targetType", key: "governance.validation.no_such_resource" }]);
  const values = await record(resource, targetId, caller);
  return { kind: "record" as const, label: String(values[resource.title] ?? targetId), resource, values };
}

export type Target = Awaited<ReturnType<typeof readTarget>>;
