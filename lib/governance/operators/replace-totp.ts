import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { requirePerson } from "@/lib/governance/auth/person";
import { requireFreshCode } from "@/lib/governance/auth/step-up";
import { enrolmentFields, keepSecondFactor } from "@/lib/governance/operators/second-factor";

/** Moves an operator's second factor to another authenticator; the old one and the old recovery codes stop working. */
export const replaceTotp = command({
  name: "operators.replace-totp",
  permission: null,
  sensitive: true,
  input: object(enrolmentFields),
  secret: ["enrolment", "code"],
  scope: own(),
  async run({ input, tx, caller, audit, now }) {
    const { operatorId, sessionId } = requirePerson(caller);
    await requireFreshCode(tx, sessionId, now);
    const before = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true, totpEnrolledAt: true },
    });
    await keepSecondFactor(tx, operatorId, input, now);
    await mailOperator(tx, operatorId, "second_factor_changed", now);
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ totpEnrolledAt: before.totpEnrolledAt }, { totpEnrolledAt: now });
    return { operatorId };
  },
});
