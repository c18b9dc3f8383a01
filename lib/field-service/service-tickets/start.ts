import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { happened, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";

/** The technician is there and begins. */
export const startServiceTicket = command({
  name: "service-tickets.start",
  permission: null,
  input: object(ticketFields),
  scope: ofTicket(["field-service.tickets.complete"], { own: true }),
  async run({ input: { ticketId, version, happenedAt }, emit, ...acting }) {
    const ticket = await lockTicket(acting.tx, ticketId, version);
    const done = await changeTicket(acting, ticket, {
      move: "start",
      data: { startedAt: happened(happenedAt, acting.now) },
      action: "started",
      happenedAt,
    });
    emit("service-tickets/started", { ticketId });
    return done;
  },
});
