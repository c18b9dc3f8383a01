import { z } from "zod";
import { after, minutes } from "@/lib/core/clock";
import { decrypt, encrypt } from "@/lib/core/crypto/keyring";
import { refused } from "@/lib/core/errors";

/** What somebody is shown while they set up their second factor. */
export type Enrolment = { seed: string; recoveryCodes: string[] };

const sealed = z.object({ seed: z.string(), recoveryCodes: z.array(z.string()), at: z.coerce.date() });

const lasts = minutes(60);
const context = (operatorId: string): string => `operator.enrolment:${operatorId}`;

/**
 * An enrolment under way, as the page carries it: nothing is stored before the first code proves that the app has it, and no
 * secret of it has to appear in what a command answers.
 */
export const sealEnrolment = (operatorId: string, enrolment: Enrolment, at: Date): string =>
  encrypt(JSON.stringify({ ...enrolment, at }), context(operatorId));

/** @throws rule_violation (`governance.enrolment_expired`) when it is not this operator's or older than an hour. */
export function openEnrolment(operatorId: string, text: string, now: Date): Enrolment {
  const opened = decrypted(operatorId, text);
  if (!opened || after(opened.at, lasts) < now) throw refused("governance.enrolment_expired");
  return opened;
}

function decrypted(operatorId: string, text: string): (Enrolment & { at: Date }) | null {
  try {
    return sealed.parse(JSON.parse(decrypt(text, context(operatorId))));
  } catch {
    return null;
  }
}
