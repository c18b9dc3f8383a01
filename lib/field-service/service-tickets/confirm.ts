import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { note, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { placing, requirePlace } from "@/lib/field-service/service-tickets/placing";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";

/** Who may plan visits: those who edit tickets and those who assign them (field-service, permissions). */
export const planning = ["field-service.tickets.assign", "field-service.tickets.write"] as const;

/** Somebody talked to the customer: the appointment stands, and it is known who can do it. */
export const confirmServiceTicket = command({
  name: "service-tickets.confirm",
  permission: null,
  input: object({ ...ticketFields, note: note.optional(), ...placing }),
  scope: ofTicket(planning),
  async run({ input: { ticketId, version, happenedAt, note, ...place }, emit, ...acting }) {
    const ticket = await lockTicket(acting.tx, ticketId, version);
    await requirePlace(acting.tx, ticket, place);
    const done = await changeTicket(acting, ticket, {
      move: "confirm",
      data: place,
      action: "confirmed",
      details: note ? { note } : {},
      happenedAt,
    });
    emit("service-tickets/confirmed", { ticketId });
    return done;
  },
});
