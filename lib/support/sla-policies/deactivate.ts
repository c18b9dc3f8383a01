import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { switchPolicy } from "@/lib/support/sla-policies/switch";

/** Takes a policy out of force. Tickets that were given its times keep them. */
export const deactivateSlaPolicy = command({
  name: "sla-policies.deactivate",
  permission: "support.sla-policies.write",
  input: object({ policyId: id, reason: reason.optional() }),
  scope: ofRow("sla_policy", (input) => input.policyId),
  run: ({ input: { policyId }, tx, audit, now }) => switchPolicy({ tx, audit, now }, policyId, false),
});
