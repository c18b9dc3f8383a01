import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";

/** What a file is there for; it decides who may fetch it (see `read.ts`). */
export const purposes = [
  "import",
  "import-result",
  "export",
  "top-up-proof",
  "ticket-image",
  "invoice",
  "support-attachment",
] as const;
export type Purpose = (typeof purposes)[number];

/** What the server itself measured of a file it has just kept. */
export const keptFile = object({
  storageKey: z.string(),
  name: z.string().min(1).max(200),
  contentType: z.string(),
  bytes: z.int().min(0),
  sha256: z.string(),
});
export type KeptFile = z.output<typeof keptFile>;

/**
 * Writes a file's row in the transaction of the command that brings it.
 * @param file.thumbnail a small picture of it; lives as long.
 * @returns the file's id.
 */
export async function recordFile(
  tx: Tx,
  file: KeptFile & {
    purpose: Purpose;
    organizationId: string;
    createdById: string | null;
    now: Date;
    /** Null for what is kept as long as what it belongs to. */
    expiresAt: Date | null;
    thumbnail?: KeptFile | null;
  },
): Promise<string> {
  const { now, thumbnail, ...fields } = file;
  const thumbnailId = thumbnail ? await recordFile(tx, { ...file, ...thumbnail, thumbnail: null }) : null;
  const { id } = await tx.storedFile.create({
    data: { id: newId(), ...fields, thumbnailId, createdAt: now },
    select: { id: true },
  });
  return id;
}

/** What people upload, and how many hours it is kept while nothing uses it: a proof may wait for an approval first. */
export const uploadPurposes = {
  import: 24,
  "top-up-proof": 14 * 24,
  invoice: 14 * 24,
  "support-attachment": 7 * 24,
} as const;
export type UploadPurpose = keyof typeof uploadPurposes;

/** Lets a file go that was kept for an import which came to nothing. */
export async function releaseFile(tx: Tx, fileId: string | null, now: Date): Promise<void> {
  if (!fileId) return;
  await tx.storedFile.updateMany({
    where: { id: fileId },
    data: { expiresAt: after(now, hours(uploadPurposes.import)) },
  });
}

/**
 * Records an upload. It stands in no registry: its input is what the server measured, which nobody from outside may claim;
 * the way in is `POST /api/files`.
 */
export const recordUpload = command({
  name: "files.upload",
  permission: null,
  input: object({
    file: keptFile,
    thumbnail: keptFile.nullable(),
    purpose: z.enum(["import", "top-up-proof", "invoice", "support-attachment"]),
  }),
  scope: own(),
  async run({ input: { file, thumbnail, purpose }, tx, caller, place, audit, now }) {
    const fileId = await recordFile(tx, {
      ...file,
      thumbnail,
      purpose,
      organizationId: place.organizationId,
      createdById: operatorOf(caller),
      now,
      expiresAt: after(now, hours(uploadPurposes[purpose])),
    });
    const { storageKey: _, ...shown } = file;
    audit.target({ type: "files", id: fileId, label: file.name });
    audit.change(null, { ...shown, purpose });
    return { fileId, name: file.name, bytes: file.bytes };
  },
});
