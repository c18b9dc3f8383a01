import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { sendInvitation } from "@/lib/governance/operators/invitation";

/** Sends the invitation again with a new link; the old one stops working. */
export const resendInvitation = command({
  name: "operators.resend-invitation",
  permission: "governance.operators.write",
  // As with the invitation itself, whose link nobody but the command line is told.
  approvable: true,
  shownOnce: ["invitationUrl"],
  input: object({ operatorId: id }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, caller, audit, now }) {
    const operator = await tx.operator.findUnique({
      where: { id: operatorId },
      select: { name: true, state: true },
    });
    if (!operator) throw notFound();
    if (operator.state !== "invited") throw refused("governance.already_accepted", { name: operator.name });
    const url = await sendInvitation(tx, { operatorId, now });
    audit.target({ type: "operators", id: operatorId, label: operator.name });
    return { operatorId, invitationUrl: caller.actor.type === "system" ? url : null };
  },
});
