import { after, days, now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { storage } from "@/lib/core/storage/current";
import { systemCaller } from "@/lib/core/system";
import { exportMachine } from "@/lib/governance/exports/machine";

/** Forgets a file whose content is gone; the export it belonged to says that it has expired. */
export const removeFile = command({
  name: "files.remove",
  permission: null,
  input: object({ fileId: id }),
  scope: bySystem(ofRow("stored_file", (input) => input.fileId)),
  async run({ input: { fileId }, tx, audit }) {
    const file = await tx.storedFile.delete({
      where: { id: fileId },
      select: { name: true, purpose: true, expiresAt: true },
    });
    const { from, to } = exportMachine.moves.expire;
    await tx.export.updateMany({
      where: { fileId, state: { in: [...from] } },
      data: { state: to, fileId: null },
    });
    await tx.import.updateMany({ where: { fileId }, data: { fileId: null } });
    await tx.import.updateMany({ where: { resultFileId: fileId }, data: { resultFileId: null } });
    audit.target({ type: "files", id: fileId, label: file.name });
    audit.change(file, null);
    return { fileId };
  },
});

const batch = 500;

/** Takes away every file whose time is over, and what broken uploads left. @returns how many files. */
export async function removeExpiredFiles(): Promise<number> {
  const caller = await systemCaller("clean-up-files");
  const due = await prisma.storedFile.findMany({
    where: { expiresAt: { lte: now() } },
    orderBy: { expiresAt: "asc" },
    take: batch,
    select: { id: true, storageKey: true },
  });
  for (const { id, storageKey } of due) {
    // The content first: a row without content is removed the next time, content without a row never would be.
    await storage().delete(storageKey);
    await perform(removeFile, { fileId: id }, caller);
  }
  await storage().sweep(after(now(), -days(1)));
  return due.length;
}
