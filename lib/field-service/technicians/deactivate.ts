import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { moveTechnician } from "@/lib/field-service/technicians/move";

/** A technician works no more. What they were to do must be somebody else's first. */
export const deactivateTechnician = command({
  name: "technicians.deactivate",
  permission: "field-service.technicians.write",
  input: object({ technicianId: id, reason: reason.optional() }),
  scope: ofRow("technician", (input) => input.technicianId),
  async run({ input: { technicianId }, emit, ...acting }) {
    const done = await moveTechnician(acting, technicianId, "deactivate");
    const count = await acting.tx.serviceTicket.count({
      where: { technicianId, state: { in: ["assigned", "in_progress"] } },
    });
    if (count > 0) throw refused("field-service.technician_has_tickets", { name: done.name, count });
    emit("technicians/deactivated", { technicianId });
    return done;
  },
});
