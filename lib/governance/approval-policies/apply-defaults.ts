import { z } from "zod";
import { command } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";
import { defaultPolicy } from "@/lib/governance/approval-policies/defaults";
import { checkPolicy } from "@/lib/governance/approval-policies/fields";

/**
 * Gives the installation the default policies it never had. One that was edited, switched off or deleted since is left as it
 * is. Run at each start.
 */
export const applyDefaultPolicies = command({
  name: "approval-policies.apply-defaults",
  permission: null,
  approvable: false,
  input: object({ policies: z.array(defaultPolicy).max(100) }),
  scope: bySystem(platformWide()),
  async run({ input, tx, place, audit, now }) {
    const created: string[] = [];
    for (const { key, ...policy } of input.policies) {
      checkPolicy(policy);
      const { count } = await tx.approvalPolicyDefault.createMany({
        data: { key, createdAt: now },
        skipDuplicates: true,
      });
      if (count === 0) continue;
      await tx.approvalPolicy.create({
        data: {
          ...policy,
          id: newId(),
          organizationId: place.organizationId,
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      });
      created.push(policy.name);
    }
    audit.change(null, { created });
    return { created };
  },
});
