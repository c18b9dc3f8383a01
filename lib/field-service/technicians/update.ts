import { z } from "zod";
import { command } from "@/lib/core/command";
import { storedPhone } from "@/lib/core/crypto/phone";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { requireOpenCentre } from "@/lib/field-service/service-centres/open";
import {
  requireOwnOperator,
  technicianFields,
  technicianName,
  technicianSelect,
} from "@/lib/field-service/technicians/fields";

/** Changes what is said of a technician. Fields left out stay as they are. */
export const updateTechnician = command({
  name: "technicians.update",
  permission: "field-service.technicians.write",
  input: object({
    technicianId: id,
    version: z.int().positive().optional(),
    name: technicianName.optional(),
    centreId: id.optional(),
    ...technicianFields,
  }),
  scope: ofRow("technician", (input) => input.technicianId),
  secret: ["phone"],
  async run({ input, tx, audit, now }) {
    const { technicianId, version, phone, ...fields } = input;
    const where = { id: technicianId };
    const read = () => tx.technician.findUnique({ where, select: technicianSelect });
    const before = await read();
    if (!before) throw notFound();
    const { organizationId } = before;
    if (fields.centreId && fields.centreId !== before.centreId)
      await requireOpenCentre(tx, fields.centreId, organizationId);
    if (fields.operatorId) await requireOwnOperator(tx, fields.operatorId, organizationId, technicianId);
    const sealed = phone === undefined ? {} : storedPhone({ kind: "technician", id: technicianId }, phone);
    await updateVersioned(
      version,
      (change) =>
        tx.technician.updateMany({
          where: { ...where, ...change.where },
          data: { ...fields, ...sealed, ...change.data, updatedAt: now },
        }),
      read,
    );
    const after = await tx.technician.findUniqueOrThrow({ where, select: technicianSelect });
    audit.target({ type: "technicians", id: technicianId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { technicianId, version: after.version };
  },
});
