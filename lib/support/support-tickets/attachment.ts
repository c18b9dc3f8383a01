import { z } from "zod";
import { type Caller, may } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { type StoredFile, storedFileSelect } from "@/lib/governance/files/read";
import { readPermission, sideOf, ticketPlace } from "@/lib/support/support-tickets/access";
import { supportTickets } from "@/lib/support/support-tickets/resource";

/**
 * A ticket's attachment for who may see the comment it belongs to.
 * @param size the file itself, or the small picture conversations show.
 * @throws not_found in every other case, and where there is no small picture of it.
 */
export async function attachmentFile(
  attachmentId: string,
  size: "full" | "thumbnail",
  caller: Caller,
): Promise<StoredFile> {
  await requireSwitchedOn(supportTickets, caller);
  const row = z.guid().safeParse(attachmentId).success
    ? await prisma.supportAttachment.findUnique({
        where: { id: attachmentId },
        select: {
          ticketId: true,
          comment: { select: { kind: true } },
          file: { select: { ...storedFileSelect, thumbnail: { select: storedFileSelect } } },
        },
      })
    : null;
  if (!row) throw notFound();
  const place = await ticketPlace(row.ticketId, caller);
  if (!may(caller, readPermission, place.path)) throw notFound();
  if (row.comment?.kind !== "public" && sideOf(caller, place) === "customer") throw notFound();
  const file = size === "full" ? row.file : row.file.thumbnail;
  if (!file) throw notFound();
  return file;
}
