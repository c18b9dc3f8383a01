import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { inOrganization } from "@/lib/core/scope";
import {
  organizationFields,
  organizationKind,
  organizationName,
  organizationSelect,
} from "@/lib/customers/organizations/fields";

/** Adds an organization below another; without `parentId` below the one the caller works in. */
export const createOrganization = command({
  name: "organizations.create",
  permission: "customers.organizations.write",
  input: object({
    name: organizationName,
    kind: organizationKind,
    parentId: id.optional(),
    ...organizationFields,
  }),
  scope: inOrganization((input) => input.parentId),
  async preview(input) {
    return { before: null, after: input };
  },
  async run({ input, tx, place, audit, emit, now }) {
    const { parentId = place.organizationId, ...fields } = input;
    const parent = await tx.organization.findUniqueOrThrow({
      where: { id: parentId },
      select: { currency: true, timeZone: true, kind: true },
    });
    // Only the platform and resellers have customers of their own (connectivity 1.2).
    if (parent.kind === "individual") throw refused("customers.parent_cannot_have_children");
    if (fields.externalRef) {
      const twin = await tx.organization.findUnique({
        where: { parentId_externalRef: { parentId, externalRef: fields.externalRef } },
        select: { number: true },
      });
      if (twin)
        throw conflict("customers.external_ref_taken", { ref: fields.externalRef, number: twin.number });
    }
    const created = await tx.organization.create({
      data: {
        currency: parent.currency,
        timeZone: parent.timeZone,
        ...fields,
        id: newId(),
        number: await nextNumber(tx, "organization"),
        parentId,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true, ...organizationSelect },
    });
    audit.target({ type: "organizations", id: created.id, label: created.name });
    // Whoever asks for an organization's trail expects it to begin with its beginning.
    audit.organization(created.id);
    audit.change(null, created);
    emit("organizations/created", { organizationId: created.id });
    return { organizationId: created.id, number: created.number, version: created.version };
  },
});
