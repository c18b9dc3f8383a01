import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { organizationMachine } from "@/lib/customers/organizations/machine";

const shown = { name: true, state: true, suspensionReason: true } as const;

/** Lifts a suspension; the organization's operators may sign in again. */
export const reactivateOrganization = command({
  name: "organizations.reactivate",
  permission: "customers.organizations.suspend",
  sensitive: true,
  input: object({ organizationId: id, reason: reason.optional() }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input: { organizationId }, tx, audit, emit, now }) {
    const read = () => tx.organization.findUnique({ where: { id: organizationId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    const state = await organizationMachine.move(
      "reactivate",
      ({ where, data }) =>
        tx.organization.updateMany({
          where: { id: organizationId, ...where },
          data: {
            ...data,
            suspendedAt: null,
            suspensionReason: null,
            version: { increment: 1 },
            updatedAt: now,
          },
        }),
      read,
    );
    audit.target({ type: "organizations", id: organizationId, label: before.name });
    audit.change(
      { state: before.state, suspensionReason: before.suspensionReason },
      { state, suspensionReason: null },
    );
    emit("organizations/reactivated", { organizationId });
    return { organizationId, state };
  },
});
