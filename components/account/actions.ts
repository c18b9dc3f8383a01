"use server";

import { z } from "zod";
import { now } from "@/lib/core/clock";
import { currentOperator } from "@/lib/governance/auth/current-caller";
import { openEnrolment } from "@/lib/governance/auth/enrolment";
import { type EnrolmentOffer, offerEnrolment } from "@/lib/governance/auth/new-enrolment";

/** A fresh key and fresh recovery codes for whoever is signed in; nothing changes before they are confirmed. */
export async function beginEnrolment(): Promise<EnrolmentOffer> {
  return offerEnrolment(await currentOperator(), "Fairlead");
}

/** The recovery codes of one's own enrolment, once it was confirmed. */
export async function codesOf(enrolment: string): Promise<string[]> {
  const { id } = await currentOperator();
  return openEnrolment(id, z.string().max(4000).parse(enrolment), now()).recoveryCodes;
}
