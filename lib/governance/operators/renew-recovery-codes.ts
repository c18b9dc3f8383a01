import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { openEnrolment } from "@/lib/governance/auth/enrolment";
import { requirePerson } from "@/lib/governance/auth/person";
import { keepRecoveryCodes } from "@/lib/governance/auth/recovery-codes";
import { requireFreshCode } from "@/lib/governance/auth/step-up";
import { enrolmentFields } from "@/lib/governance/operators/second-factor";

/** Replaces an operator's recovery codes by those of a sealed enrolment; the authenticator stays as it is. */
export const renewRecoveryCodes = command({
  name: "operators.renew-recovery-codes",
  permission: null,
  sensitive: true,
  input: object({ enrolment: enrolmentFields.enrolment }),
  secret: ["enrolment"],
  scope: own(),
  async run({ input, tx, caller, audit, now }) {
    const { operatorId, sessionId } = requirePerson(caller);
    await requireFreshCode(tx, sessionId, now);
    const { name } = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true },
    });
    const left = await tx.recoveryCode.count({ where: { operatorId, usedAt: null } });
    const { recoveryCodes } = openEnrolment(operatorId, input.enrolment, now);
    await keepRecoveryCodes(tx, operatorId, recoveryCodes);
    await mailOperator(tx, operatorId, "recovery_codes_renewed", now);
    audit.target({ type: "operators", id: operatorId, label: name });
    audit.change({ recoveryCodesLeft: left }, { recoveryCodesLeft: recoveryCodes.length });
    return { operatorId };
  },
});
