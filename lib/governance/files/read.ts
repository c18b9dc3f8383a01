import { z } from "zod";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains, inOrganization, type Place } from "@/lib/core/scope";
import { requireExport, resourceNamed } from "@/lib/governance/exports/resource-named";

export type StoredFile = {
  id: string;
  storageKey: string;
  name: string;
  contentType: string;
  bytes: bigint;
  organizationId: string;
  purpose: string;
  createdById: string | null;
};

/** What a `StoredFile` is read with. */
export const storedFileSelect = {
  id: true,
  storageKey: true,
  name: true,
  contentType: true,
  bytes: true,
  organizationId: true,
  purpose: true,
  createdById: true,
} as const;

/**
 * A file that still is there, whoever asks: for who has settled by other means that it may be fetched (a secure link).
 * @throws not_found when there is none or it has expired.
 */
export async function fileById(id: string): Promise<StoredFile> {
  const row = z.guid().safeParse(id).success
    ? await prisma.storedFile.findUnique({ where: { id }, select: { ...storedFileSelect, expiresAt: true } })
    : null;
  if (!row || (row.expiresAt && row.expiresAt <= now())) throw notFound();
  return row;
}

/**
 * A file for somebody who may read what it belongs to now: a list they may still read and export, an import, a top-up or an invoice they may see.
 * @throws not_found in every other case, forbidden when only the permission to export is gone.
 */
export async function fileFor(id: string, caller: Caller): Promise<StoredFile> {
  const file = await fileById(id);
  const [place] = await inOrganization(() => file.organizationId)(null, caller);
  if (!place || !contains(caller.scope, place.path)) throw notFound();
  const mine = file.createdById !== null && file.createdById === operatorOf(caller);
  // Files of a ticket are its readers', at an address of their own (lib/field-service/service-tickets/images.ts,
  // lib/support/support-tickets/attachment.ts).
  if (file.purpose === "ticket-image" || file.purpose === "support-attachment") throw notFound();
  if (file.purpose === "export") await requireList(file, place, mine, caller);
  else if (!mine && !may(caller, seenWith[file.purpose] ?? "governance.imports.read", place.path))
    throw notFound();
  return file;
}

/** The permission that shows what a file belongs to; imports otherwise. */
const seenWith: Record<string, string> = {
  "top-up-proof": "billing.top-ups.read",
  invoice: "billing.invoices.read",
};

async function requireList(file: StoredFile, place: Place, mine: boolean, caller: Caller): Promise<void> {
  const row = await prisma.export.findFirst({ where: { fileId: file.id }, select: { resource: true } });
  if (!row) throw notFound();
  const resource = resourceNamed(row.resource);
  // Such lists show each reader something else, so the file is its maker's alone.
  const personal = resource.scope.kind === "own" || resource.where !== undefined;
  if (!mine && (personal || !may(caller, "governance.exports.read", place.path))) throw notFound();
  requireExport(resource, { ...caller, scope: { ...caller.scope, ...place } });
}
