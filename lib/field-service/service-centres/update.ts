import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { centreAddress, centreName, centreSelect } from "@/lib/field-service/service-centres/fields";

/** Changes a centre's name or address. Fields left out stay as they are. */
export const updateServiceCentre = command({
  name: "service-centres.update",
  permission: "field-service.service-centres.write",
  input: object({
    centreId: id,
    version: z.int().positive().optional(),
    name: centreName.optional(),
    address: centreAddress.optional(),
  }),
  scope: ofRow("service_centre", (input) => input.centreId),
  async run({ input: { centreId, version, ...changes }, tx, audit, now }) {
    const where = { id: centreId };
    const read = () => tx.serviceCentre.findUnique({ where, select: centreSelect });
    const before = await read();
    if (!before) throw notFound();
    const { organizationId } = before;
    if (changes.name) {
      const twin = { organizationId, name: changes.name, id: { not: centreId } };
      if ((await tx.serviceCentre.count({ where: twin })) > 0)
        throw conflict("field-service.centre_name_taken", { name: changes.name });
    }
    await updateVersioned(
      version,
      (change) =>
        tx.serviceCentre.updateMany({
          where: { ...where, ...change.where },
          data: { ...changes, ...change.data, updatedAt: now },
        }),
      read,
    );
    const after = await tx.serviceCentre.findUniqueOrThrow({ where, select: centreSelect });
    audit.target({ type: "service-centres", id: centreId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { centreId, version: after.version };
  },
});
