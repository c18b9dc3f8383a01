import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { centreAddress, centreName } from "@/lib/field-service/service-centres/fields";

/** Opens a service centre: where technicians start from. */
export const createServiceCentre = command({
  name: "service-centres.create",
  permission: "field-service.service-centres.write",
  input: object({ name: centreName, address: centreAddress.optional(), organizationId: id.optional() }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input: { name, address = "" }, tx, place, audit, now }) {
    const centreId = newId();
    const { count } = await tx.serviceCentre.createMany({
      data: {
        id: centreId,
        organizationId: place.organizationId,
        name,
        address,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("field-service.centre_name_taken", { name });
    audit.target({ type: "service-centres", id: centreId, label: name });
    audit.change(null, { name, address });
    return { centreId, version: 1 };
  },
});
