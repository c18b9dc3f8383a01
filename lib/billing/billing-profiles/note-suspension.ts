import { z } from "zod";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Notes with a profile suspended for arrears that its organization was suspended with it, and when: that suspension ends with it. */
export const noteSuspension = command({
  name: "billing-profiles.note-suspension",
  permission: null,
  approvable: false,
  input: object({ billingProfileId: id, suspendedAt: z.iso.datetime() }),
  scope: bySystem(ofRow("billing_profile", (input) => input.billingProfileId)),
  async run({ input: { billingProfileId, suspendedAt }, tx, audit, now }) {
    const { count } = await tx.billingProfile.updateMany({
      where: { id: billingProfileId, suspendedAt: { not: null } },
      data: { organizationSuspendedAt: new Date(suspendedAt), version: { increment: 1 }, updatedAt: now },
    });
    audit.target({ type: "billing-profiles", id: billingProfileId, label: billingProfileId.slice(-8) });
    audit.change(null, { suspendedAt });
    return { billingProfileId, noted: count === 1 };
  },
});
