import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { requireOpenCentre } from "@/lib/field-service/service-centres/open";
import { moveTechnician } from "@/lib/field-service/technicians/move";

/** A technician works again, from a centre that is open. */
export const activateTechnician = command({
  name: "technicians.activate",
  permission: "field-service.technicians.write",
  input: object({ technicianId: id, reason: reason.optional() }),
  scope: ofRow("technician", (input) => input.technicianId),
  async run({ input: { technicianId }, emit, ...acting }) {
    const { tx } = acting;
    const { centreId, organizationId } = await tx.technician.findUniqueOrThrow({
      where: { id: technicianId },
      select: { centreId: true, organizationId: true },
    });
    await requireOpenCentre(tx, centreId, organizationId);
    const done = await moveTechnician(acting, technicianId, "activate");
    emit("technicians/activated", { technicianId });
    return done;
  },
});
