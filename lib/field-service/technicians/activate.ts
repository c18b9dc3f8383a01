import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { moveTechnician } from "@/lib/field-service/technicians/move";

/** A technician works again. */
export const activateTechnician = command({
  name: "technicians.activate",
  permission: "field-service.technicians.write",
  input: object({ technicianId: id, reason: reason.optional() }),
  scope: ofRow("technician", (input) => input.technicianId),
  async run({ input: { technicianId }, emit, ...acting }) {
    const done = await moveTechnician(acting, technicianId, "activate");
    emit("technicians/activated", { technicianId });
    return done;
  },
});
