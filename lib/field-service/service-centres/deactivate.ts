import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { switchCentre } from "@/lib/field-service/service-centres/switch";

/** Closes a centre nobody works from any more. What was done from there stays. */
export const deactivateServiceCentre = command({
  name: "service-centres.deactivate",
  permission: "field-service.service-centres.write",
  input: object({ centreId: id, reason: reason.optional() }),
  scope: ofRow("service_centre", (input) => input.centreId),
  async run({ input: { centreId }, tx, audit, now }) {
    await tx.$queryRaw`select 1 from service_centre where id = ${centreId}::uuid for update`;
    const centre = await tx.serviceCentre.findUnique({ where: { id: centreId }, select: { name: true } });
    if (!centre) throw notFound();
    const count = await tx.technician.count({ where: { centreId, state: "active" } });
    if (count > 0) throw refused("field-service.centre_has_technicians", { name: centre.name, count });
    return switchCentre({ tx, audit, now }, centreId, false);
  },
});
