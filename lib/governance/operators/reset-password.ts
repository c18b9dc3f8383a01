import { z } from "zod";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { password } from "@/lib/governance/auth/password-policy";
import { redeemLink } from "@/lib/governance/operators/redeem-link";

/** Sets a new password by the link of an e-mail. The second factor stays as it is. */
export const resetPassword = command({
  name: "operators.reset-password",
  permission: null,
  input: object({ token: z.string().min(20).max(200), password }),
  secret: ["token", "password"],
  scope: personal(),
  async run({ input, tx, caller, audit, now }) {
    const operator = await redeemLink(tx, caller, "password_reset", input, now);
    if (operator.state !== "active") throw refused("governance.link_invalid");
    await mailOperator(tx, operator.id, "password_changed", now);
    audit.target({ type: "operators", id: operator.id, label: operator.name });
    audit.change({ passwordSetAt: operator.passwordSetAt }, { passwordSetAt: now });
    return { operatorId: operator.id };
  },
});
