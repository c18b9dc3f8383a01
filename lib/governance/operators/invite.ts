import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { sendInvitation } from "@/lib/governance/operators/invitation";

/** An e-mail address as accounts know it: lower case. */
export const accountEmail = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());

export const accountName = z.string().trim().min(1).max(120);

/**
 * Makes an account for somebody of an organization and sends them a link to set their password. It may do nothing yet: roles
 * are granted by `operators.grant-role`, which a policy may put behind approval.
 */
export const inviteOperator = command({
  name: "operators.invite",
  permission: "governance.operators.write",
  sensitive: true,
  approvable: true,
  shownOnce: ["invitationUrl"],
  input: object({
    email: accountEmail,
    name: accountName,
    organizationId: id.optional(),
    locale: z.enum(["en", "zh"]).default("en"),
  }),
  scope: inOrganization((input) => input.organizationId),
  async preview(input) {
    return { before: null, after: input };
  },
  async run({ input, tx, caller, place, audit, emit, now }) {
    const operatorId = newId();
    const { count } = await tx.operator.createMany({
      data: {
        id: operatorId,
        organizationId: place.organizationId,
        email: input.email,
        name: input.name,
        locale: input.locale,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("governance.email_taken", { email: input.email });
    const url = await sendInvitation(tx, { operatorId, now });
    audit.target({ type: "operators", id: operatorId, label: input.name });
    audit.change(null, { email: input.email, name: input.name });
    emit("operators/invited", { operatorId });
    // The first operator of all has nobody's mail server yet: the command line prints the link.
    return { operatorId, invitationUrl: caller.actor.type === "system" ? url : null };
  },
});
