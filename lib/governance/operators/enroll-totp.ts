import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { requirePerson } from "@/lib/governance/auth/person";
import { enrolmentFields, keepSecondFactor } from "@/lib/governance/operators/second-factor";
import { completeSession } from "@/lib/governance/sessions/complete";

/** Sets up the second factor of an operator who has none yet, which completes their signing in. */
export const enrollTotp = command({
  name: "operators.enroll-totp",
  permission: null,
  input: object(enrolmentFields),
  secret: ["enrolment", "code"],
  scope: own(),
  async run({ input, tx, caller, audit, now }) {
    const { operatorId, sessionId } = requirePerson(caller);
    const before = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true, totpEnrolledAt: true },
    });
    if (before.totpEnrolledAt) throw conflict("governance.already_enrolled");
    await keepSecondFactor(tx, operatorId, input, now);
    await completeSession(tx, { sessionId, operatorId, organizationId: null }, caller, now);
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ totpEnrolledAt: null }, { totpEnrolledAt: now });
    return { operatorId };
  },
});
