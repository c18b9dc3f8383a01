import { command } from "@/lib/core/command";
import { storedPhone } from "@/lib/core/crypto/phone";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { ofRow } from "@/lib/core/scope";
import { requireOpenCentre } from "@/lib/field-service/service-centres/open";
import {
  requireOwnOperator,
  technicianFields,
  technicianName,
  technicianSelect,
} from "@/lib/field-service/technicians/fields";

/** Adds a technician to a service centre. */
export const createTechnician = command({
  name: "technicians.create",
  permission: "field-service.technicians.write",
  input: object({ name: technicianName, centreId: id, ...technicianFields }),
  scope: ofRow("service_centre", (input) => input.centreId),
  secret: ["phone"],
  async run({ input, tx, place, audit, emit, now }) {
    const { phone = null, skills = [], operatorId = null, centreId, name } = input;
    const { organizationId } = place;
    await requireOpenCentre(tx, centreId, organizationId);
    if (operatorId) await requireOwnOperator(tx, operatorId, organizationId);
    const technicianId = newId();
    const created = await tx.technician.create({
      data: {
        ...storedPhone({ kind: "technician", id: technicianId }, phone),
        id: technicianId,
        number: await nextNumber(tx, "technician"),
        organizationId,
        centreId,
        name,
        skills,
        operatorId,
        createdAt: now,
        updatedAt: now,
      },
      select: technicianSelect,
    });
    audit.target({ type: "technicians", id: technicianId, label: name });
    audit.change(null, created);
    emit("technicians/created", { technicianId, organizationId });
    return { technicianId, number: created.number, version: created.version };
  },
});
