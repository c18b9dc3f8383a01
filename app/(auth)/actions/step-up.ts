"use server";

import { z } from "zod";
import type { StepUpProof } from "@/components/form/command";
import { currentCaller, currentFacts, currentOperator } from "@/lib/governance/auth/current-caller";
import { requirePerson } from "@/lib/governance/auth/person";
import { stepUpSession } from "@/lib/governance/auth/step-up";
import { type Problem, problemOf } from "../actions/problem";

const proof = z.union([
  z.strictObject({ code: z.string().min(1).max(40) }),
  z.strictObject({ password: z.string().min(1).max(200) }),
]);

/** Proves once more that it is the same person; sensitive commands then run for five minutes. */
export async function stepUp(given: StepUpProof): Promise<{ ok: true } | Problem> {
  const [caller, operator, facts] = await Promise.all([currentCaller(), currentOperator(), currentFacts()]);
  try {
    await stepUpSession(requirePerson(caller).sessionId, operator, proof.parse(given), facts);
    return { ok: true };
  } catch (error) {
    return problemOf(error);
  }
}
