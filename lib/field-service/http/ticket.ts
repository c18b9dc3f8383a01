import type { Caller } from "@/lib/core/caller";
import { readServiceTicket } from "@/lib/field-service/service-tickets/read";

/**
 * One ticket as the API answers it, with its history and photos.
 * @throws not_found.
 */
export async function ticketAnswer(id: string, caller: Caller) {
  const { path: _, locale: __, images, ...ticket } = await readServiceTicket(id, caller);
  return {
    ...ticket,
    status: ticket.state.toUpperCase(),
    images: images.map((image) => ({
      ...image,
      type: image.kind.toUpperCase(),
      url: `/api/files/ticket-receipt/${image.id}`,
    })),
  };
}
