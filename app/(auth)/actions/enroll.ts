"use server";

import { redirect } from "next/navigation";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { openEnrolment } from "@/lib/governance/auth/enrolment";
import { requirePerson } from "@/lib/governance/auth/person";
import { enrollTotp } from "@/lib/governance/operators/enroll-totp";
import { chooseOrganization, firstOrganization } from "@/lib/governance/sessions/choose-organization";
import { type Problem, problemOf } from "./problem";
import { keepTimeZone } from "./time-zone";

export type Enrolled = { ok: true; recoveryCodes: string[] } | Problem;

/** Takes an authenticator app into use with its first code, which completes signing in. */
export async function enroll(enrolment: string, code: string): Promise<Enrolled> {
  const reading = await currentSession();
  if (reading.state !== "enrolment") redirect(reading.state === "ready" ? "/" : doorOf(reading, ""));
  try {
    const { operatorId, sessionId } = requirePerson(reading.caller);
    await perform(enrollTotp, { enrolment, code }, reading.caller);
    const organizationId = await firstOrganization(operatorId);
    if (organizationId) {
      await chooseOrganization({ operatorId, sessionId }, organizationId);
      await keepTimeZone(organizationId);
    }
    return { ok: true, recoveryCodes: openEnrolment(operatorId, enrolment, now()).recoveryCodes };
  } catch (error) {
    return problemOf(error);
  }
}
