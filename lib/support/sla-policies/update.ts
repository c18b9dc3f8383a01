import { z } from "zod";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import {
  checkTimes,
  policyFields,
  policySelect,
  requireAlone,
  requireCalendar,
} from "@/lib/support/sla-policies/fields";

/** Changes a policy. Fields left out stay as they are; tickets keep the times they were given. */
export const updateSlaPolicy = command({
  name: "sla-policies.update",
  permission: "support.sla-policies.write",
  input: object({
    policyId: id,
    version: z.int().positive().optional(),
    ...z.object(policyFields).partial().shape,
  }),
  scope: ofRow("sla_policy", (input) => input.policyId),
  async run({ input: { policyId, version, ...changes }, tx, audit, now }) {
    const where = { id: policyId };
    const read = () => tx.slaPolicy.findUnique({ where, select: policySelect });
    const before = await read();
    if (!before) throw notFound();
    const after = { ...before, ...changes };
    checkTimes(after);
    if (changes.calendarId) await requireCalendar(tx, changes.calendarId, before.organizationId);
    if (after.active) await requireAlone(tx, after, policyId);
    await updateVersioned(
      version,
      (change) =>
        tx.slaPolicy.updateMany({
          where: { ...where, ...change.where },
          data: { ...changes, ...change.data, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "sla-policies", id: policyId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { policyId, version: before.version + 1 };
  },
});
