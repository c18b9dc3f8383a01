import { command } from "@/lib/core/command";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { checkTimes, policyFields, requireAlone, requireCalendar } from "@/lib/support/sla-policies/fields";

const usualWarning = 30;

/** Promises how fast tickets of a type and priority are answered and resolved (admin-prd 13). */
export const createSlaPolicy = command({
  name: "sla-policies.create",
  permission: "support.sla-policies.write",
  input: object({
    ...policyFields,
    type: policyFields.type.optional(),
    warnMinutes: policyFields.warnMinutes.optional(),
    organizationId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input: { organizationId: _, type = null, ...input }, tx, place, audit, now }) {
    const { organizationId } = place;
    const warnMinutes = input.warnMinutes ?? Math.min(usualWarning, input.firstResponseMinutes - 1);
    const fields = { ...input, type, warnMinutes };
    checkTimes(fields);
    await requireCalendar(tx, fields.calendarId, organizationId);
    await requireAlone(tx, { organizationId, type, priority: fields.priority });
    const policyId = newId();
    await tx.slaPolicy.create({
      data: { id: policyId, organizationId, ...fields, createdAt: now, updatedAt: now },
      select: { id: true },
    });
    audit.target({ type: "sla-policies", id: policyId, label: fields.name });
    audit.change(null, fields);
    return { policyId, version: 1 };
  },
});
