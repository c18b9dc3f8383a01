import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import type { Place } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { type InboxDraft, notify } from "@/lib/notifications/inbox/notify";

type Acting = { tx: Tx; caller: Caller; place: Place; now: Date };
type Told = Pick<InboxDraft, "message" | "params" | "href">;

/** Tells those who assign visits what happened to one, but for who did it. @returns how many. */
export async function tellPlanners({ tx, caller, place, now }: Acting, told: Told): Promise<number> {
  const holders = await holdersOf(tx, "field-service.tickets.assign", place.path);
  const operatorIds = holders.map(({ id }) => id).filter((id) => id !== operatorOf(caller));
  await notify(tx, { ...told, operatorIds, organizationId: place.organizationId, now });
  return operatorIds.length;
}

const newBookings = "field-service.inbox.booked";

/**
 * Tells those who assign visits that strangers booked. Whoever has not read of an earlier booking yet is told no second time: on
 * a busy day the list says more than a hundred lines of an inbox.
 */
export async function tellOfBooking(
  { tx, place, now }: Acting,
  { number, address }: { number: string; address: string },
): Promise<void> {
  const { organizationId, path } = place;
  const holders = await holdersOf(tx, "field-service.tickets.assign", path);
  const unread = await tx.inboxItem.findMany({
    where: {
      operatorId: { in: holders.map(({ id }) => id) },
      organizationId,
      message: newBookings,
      readAt: null,
    },
    select: { operatorId: true },
  });
  const waiting = new Set(unread.map(({ operatorId }) => operatorId));
  await notify(tx, {
    operatorIds: holders.map(({ id }) => id).filter((id) => !waiting.has(id)),
    message: newBookings,
    params: { number, address },
    href: "field-service/service-tickets?state=booked",
    organizationId,
    now,
  });
}
