import { now } from "@/lib/core/clock";
import { newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import type { RequestFacts } from "@/lib/core/http/request";
import { newId } from "@/lib/core/id";
import { makeTenant, type Tenant } from "@/lib/core/testing/world";
import { passSecondFactor } from "@/lib/governance/auth/pass-second-factor";
import { hashPassword } from "@/lib/governance/auth/password-hash";
import { keepRecoveryCodes } from "@/lib/governance/auth/recovery-codes";
import { signInWithPassword } from "@/lib/governance/auth/sign-in";
import { codeOf, newSeed, sealSeed } from "@/lib/governance/auth/totp";
import { readSession } from "@/lib/governance/sessions/read";

export const rightPassword = "tidal basin by lamplight";

/** An operator of a test with everything they know and own. */
export type TestPerson = {
  tenant: Tenant;
  id: string;
  email: string;
  organizationId: string;
  seed: string;
  recoveryCodes: string[];
  device: string;
};

/** A request as it comes from a browser. Each address of its own, so that no test locks another one out. */
export const requestFrom = (address = newAddress()): RequestFacts => ({
  requestId: newId(),
  address,
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
  locale: "en",
});

let addresses = 0;
const newAddress = (): string => {
  addresses += 1;
  return `198.51.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
};

/** An active operator with a password and an authenticator, in a tenant of their own. */
export async function makePerson({ enrolled = true }: { enrolled?: boolean } = {}): Promise<TestPerson> {
  const tenant = await makeTenant(["governance.sessions.revoke", "customers.organizations.suspend"]);
  const seed = newSeed();
  const recoveryCodes = ["aaaaa-00001", "aaaaa-00002"];
  const id = tenant.operatorId;
  const { email } = await prisma.operator.update({
    where: { id },
    data: {
      passwordHash: await hashPassword(rightPassword),
      passwordSetAt: now(),
      ...(enrolled ? { totpSecret: sealSeed(id, seed), totpEnrolledAt: now() } : {}),
    },
    select: { email: true },
  });
  if (enrolled) await prisma.$transaction((tx) => keepRecoveryCodes(tx, id, recoveryCodes));
  const { organizationId } = tenant;
  return { tenant, id, email, organizationId, seed, recoveryCodes, device: newToken() };
}

/** E-mail and password. @returns the session's id. */
export const givePassword = (person: TestPerson, facts = requestFrom(), password = rightPassword) =>
  signInWithPassword({ email: person.email, password, device: person.device }, facts);

/** Signs in all the way. @returns the session's id. */
export async function signInFully(person: TestPerson, facts = requestFrom()): Promise<string> {
  const sessionId = await givePassword(person, facts);
  // Somebody who signs in twice within half a minute waits for the next code.
  await prisma.operator.update({
    where: { id: person.id },
    data: { totpLastWindow: null },
    select: { id: true },
  });
  await passSecondFactor(sessionId, person, codeOf(person.seed), facts);
  return sessionId;
}

/** The session as a request from the person's own browser finds it. */
export const sessionOf = (person: TestPerson, sessionId: string, facts = requestFrom()) =>
  readSession({ sessionId, device: person.device }, facts);

/** What the sign-in history says of the person, oldest first. */
export async function outcomesOf(email: string): Promise<string[]> {
  const rows = await prisma.signIn.findMany({
    where: { email },
    orderBy: { id: "asc" },
    select: { outcome: true },
  });
  return rows.map((row) => row.outcome);
}

/** Mails an address got, oldest first. */
export const mailsTo = (recipient: string) =>
  prisma.outgoingMail.findMany({
    where: { recipient },
    orderBy: { id: "asc" },
    select: { id: true, subject: true, text: true },
  });
