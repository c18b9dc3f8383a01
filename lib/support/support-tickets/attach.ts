import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";

type To = { ticketId: string; organizationId: string; commentId: string; now: Date };

/**
 * Files somebody uploaded become a comment's: they live as long and are seen by whoever may see it.
 * @throws rule_violation for one that is not there, not theirs, or attached already.
 */
export async function attachFiles(
  tx: Tx,
  fileIds: readonly string[],
  caller: Caller,
  { ticketId, organizationId, commentId, now }: To,
): Promise<void> {
  if (fileIds.length === 0) return;
  const { count } = await tx.storedFile.updateMany({
    where: {
      id: { in: [...fileIds] },
      purpose: "support-attachment",
      createdById: operatorOf(caller),
      expiresAt: { gt: now },
    },
    data: { expiresAt: null, organizationId },
  });
  await tx.storedFile.updateMany({
    where: { thumbnailOf: { id: { in: [...fileIds] } } },
    data: { expiresAt: null, organizationId },
  });
  if (count !== fileIds.length) throw refused("support.no_such_file");
  await tx.supportAttachment.createMany({
    data: fileIds.map((fileId) => ({
      id: newId(),
      organizationId,
      ticketId,
      commentId,
      fileId,
      createdAt: now,
    })),
  });
}
