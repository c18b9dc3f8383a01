import { now } from "@/lib/core/clock";
import { type Enrolment, sealEnrolment } from "@/lib/governance/auth/enrolment";
import { qrPath } from "@/lib/governance/auth/qr";
import { newRecoveryCodes } from "@/lib/governance/auth/recovery-codes";
import { keyUri, newSeed } from "@/lib/governance/auth/totp";

/** What the page shows while somebody takes an authenticator app into use. */
export type EnrolmentOffer = {
  /** To be sent back with the first code. */
  enrolment: string;
  /** The key in groups of four, for typing. */
  key: string;
  qr: { size: number; path: string };
};

/** A fresh key for an operator, with recovery codes that come to light once it is confirmed. */
export function offerEnrolment(operator: { id: string; email: string }, issuer: string): EnrolmentOffer {
  const enrolment: Enrolment = { seed: newSeed(), recoveryCodes: newRecoveryCodes() };
  return {
    enrolment: sealEnrolment(operator.id, enrolment, now()),
    key: enrolment.seed.match(/.{1,4}/g)?.join(" ") ?? enrolment.seed,
    qr: qrPath(keyUri(enrolment.seed, operator.email, issuer)),
  };
}
