import { z } from "zod";
import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";
import { password } from "@/lib/governance/auth/password-policy";
import { operatorMachine } from "@/lib/governance/operators/machine";
import { redeemLink } from "@/lib/governance/operators/redeem-link";

/** Sets an invited operator's first password by the link of their invitation; from then on the account is active. */
export const acceptInvitation = command({
  name: "operators.accept-invitation",
  permission: null,
  input: object({ token: z.string().min(20).max(200), password }),
  secret: ["token", "password"],
  scope: personal(),
  async run({ input, tx, caller, audit, now }) {
    const operator = await redeemLink(tx, caller, "invitation", input, now);
    const state = await operatorMachine.move(
      "accept",
      ({ where, data }) =>
        tx.operator.updateMany({
          where: { id: operator.id, ...where },
          data: { ...data, version: { increment: 1 } },
        }),
      () => tx.operator.findUnique({ where: { id: operator.id }, select: { state: true } }),
    );
    audit.target({ type: "operators", id: operator.id, label: operator.name });
    audit.change({ state: operator.state }, { state });
    return { operatorId: operator.id, state };
  },
});
