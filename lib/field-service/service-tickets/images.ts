import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { readPermission, ticketPlace } from "@/lib/field-service/service-tickets/access";
import { type StoredFile, storedFileSelect } from "@/lib/governance/files/read";

/**
 * A ticket's photo for who may see the ticket.
 * @param size the photo itself, or the small one lists show.
 * @throws not_found in every other case.
 */
export async function ticketImageFile(
  imageId: string,
  size: "full" | "thumbnail",
  caller: Caller,
): Promise<StoredFile> {
  const image = await ticketImage(imageId);
  await ticketPlace(image.ticketId, caller, [readPermission], { own: true });
  return size === "full" ? image.file : image.thumbnail;
}

/** A photo of a ticket, for whoever has settled by other means that it may be seen. @throws not_found. */
export async function ticketImage(imageId: string) {
  const image = z.guid().safeParse(imageId).success
    ? await prisma.serviceTicketImage.findUnique({
        where: { id: imageId },
        select: {
          ticketId: true,
          file: { select: storedFileSelect },
          thumbnail: { select: storedFileSelect },
        },
      })
    : null;
  if (!image) throw notFound();
  return image;
}
