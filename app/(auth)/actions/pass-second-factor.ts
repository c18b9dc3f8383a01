"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { currentFacts, currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { nextPath } from "@/lib/governance/auth/next-path";
import { passSecondFactor } from "@/lib/governance/auth/pass-second-factor";
import { requirePerson } from "@/lib/governance/auth/person";
import { type Problem, problemOf } from "./problem";
import { keepTimeZone } from "./time-zone";

/** Takes the code of the second factor, and goes on to where the person wanted to be. */
export async function giveCode(code: string, next: string): Promise<Problem> {
  const reading = await currentSession();
  if (reading.state === "ready") redirect(nextPath(next));
  if (reading.state !== "second_factor") redirect(doorOf(reading, nextPath(next)));
  try {
    const typed = z.string().min(1).max(40).parse(code);
    const { sessionId } = requirePerson(reading.caller);
    const { organizationId } = await passSecondFactor(
      sessionId,
      reading.operator,
      typed,
      await currentFacts(),
    );
    await keepTimeZone(organizationId);
    redirect(nextPath(next));
  } catch (error) {
    return problemOf(error);
  }
}
