import { command, requireSystem } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { createAccountLink } from "@/lib/governance/operators/account-link";

/** Sends an operator who cannot sign in a link to set a new password. It works once, for an hour. */
export const requestPasswordReset = command({
  name: "operators.request-password-reset",
  permission: null,
  input: object({ operatorId: id }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, caller, audit, now }) {
    // Asked for by whoever types an address; the page in front of it counts and answers alike.
    requireSystem(caller);
    const { name } = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true },
    });
    const { url } = await createAccountLink(tx, operatorId, "password_reset", now);
    await mailOperator(tx, operatorId, "password_reset", now, { url });
    audit.target({ type: "operators", id: operatorId, label: name });
    return { operatorId };
  },
});
