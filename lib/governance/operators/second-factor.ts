import { z } from "zod";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { openEnrolment } from "@/lib/governance/auth/enrolment";
import { keepRecoveryCodes } from "@/lib/governance/auth/recovery-codes";
import { sealSeed, windowOf } from "@/lib/governance/auth/totp";

/** An enrolment as `sealEnrolment` made it, and the first code of the app that took it. */
export const enrolmentFields = {
  enrolment: z.string().min(1).max(4000),
  code: z.string().trim().min(6).max(20),
};

/**
 * Makes an enrolment the operator's second factor, with its recovery codes; what was before no longer works.
 * @throws invalid_input (`governance.wrong_code`), rule_violation (`governance.enrolment_expired`).
 */
export async function keepSecondFactor(
  tx: Tx,
  operatorId: string,
  input: { enrolment: string; code: string },
  now: Date,
): Promise<void> {
  const { seed, recoveryCodes } = openEnrolment(operatorId, input.enrolment, now);
  const window = windowOf(seed, input.code.replace(/\s/g, ""));
  if (window === null)
    throw new AppError(
      "invalid_input",
      "governance.wrong_code",
      {},
      { fields: [{ path: "code", key: "governance.errors.wrong_code" }] },
    );
  await tx.operator.update({
    where: { id: operatorId },
    data: {
      totpSecret: sealSeed(operatorId, seed),
      totpEnrolledAt: now,
      totpLastWindow: window,
      version: { increment: 1 },
      updatedAt: now,
    },
    select: { id: true },
  });
  await keepRecoveryCodes(tx, operatorId, recoveryCodes);
}
