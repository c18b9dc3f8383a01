import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { writeEvent } from "@/lib/field-service/service-tickets/change";
import { happened, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { KeptImage } from "@/lib/field-service/service-tickets/image";
import { currentTicket, lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { recordFile } from "@/lib/governance/files/record";

export const imageKinds = ["receipt", "problem"] as const;

/** Who may add photos: whoever holds the permission, and a technician to what is theirs. */
export const uploading = ["field-service.tickets.upload"] as const;

/** So many photos one ticket may have, and so many its customer may send. */
const most = 60;
export const mostOfCustomer = 6;

/**
 * Puts a photo to a ticket. Its input is what the server made of an upload, so the way in is `POST /api/tickets/:id/images`
 * (`uploadTicketImage`); a photo in JSON is refused. The ticket stays in the version it was in.
 */
export const addTicketImage = command({
  name: "service-tickets.add-image",
  permission: null,
  input: object({
    ...ticketFields,
    kind: z.enum(imageKinds).default("receipt"),
    image: z.instanceof(KeptImage),
  }),
  scope: ofTicket(uploading, { own: true }),
  async run({ input: { ticketId, version, kind, image, happenedAt }, tx, caller, audit, emit, now }) {
    const ticket = await lockTicket(tx, ticketId, version);
    const { number, organizationId, state } = ticket;
    if (state === "canceled") {
      const action = "service-tickets.add-image";
      throw conflict("wrong_state", { state, action }, await currentTicket(tx, ticketId));
    }
    const { sha256, width, height } = image;
    const twin = await tx.serviceTicketImage.count({ where: { ticketId, sha256 } });
    if (twin > 0) throw conflict("field-service.image_twice", { number });
    const createdById = operatorOf(caller);
    const limit = createdById === null ? mostOfCustomer : most;
    const already = await tx.serviceTicketImage.count({
      where: { ticketId, ...(createdById === null ? { uploadedById: null, kind: "problem" as const } : {}) },
    });
    if (already >= limit) throw refused("field-service.too_many_images", { number, limit });
    const keep = (file: KeptImage["file"]) =>
      recordFile(tx, { ...file, purpose: "ticket-image", organizationId, createdById, now, expiresAt: null });
    const imageId = newId();
    await tx.serviceTicketImage.create({
      data: {
        id: imageId,
        organizationId,
        ticketId,
        kind,
        fileId: await keep(image.file),
        thumbnailId: await keep(image.thumbnail),
        sha256,
        width,
        height,
        uploadedById: createdById,
        createdAt: now,
      },
      select: { id: true },
    });
    await writeEvent({ tx, caller, now }, ticket, "image", {
      happenedAt: happened(happenedAt, now),
      kind,
      imageId,
    });
    audit.target({ type: "service-tickets", id: ticketId, label: number });
    audit.change(null, { imageId, kind, sha256, width, height, bytes: image.file.bytes });
    emit("service-tickets/image-added", { ticketId, imageId });
    return { ticketId, imageId, number, kind, state, version: ticket.version };
  },
});
