import type { Caller } from "@/lib/core/caller";
import { after, days, minutes, now } from "@/lib/core/clock";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Place } from "@/lib/core/scope";
import { callerAt, type Examples, makeOperator, type Tenant } from "@/lib/core/testing/world";
import { sealEnrolment } from "@/lib/governance/auth/enrolment";
import { hashPassword } from "@/lib/governance/auth/password-hash";
import { codeOf, newSeed } from "@/lib/governance/auth/totp";

const oldPassword = "a long enough passphrase 1";
const newPassword = "another long passphrase 2";

/** A session of an operator; signed in fully unless `pending`. */
export async function makeSession(operatorId: string, { pending = false } = {}): Promise<string> {
  const id = newId();
  await prisma.session.create({
    data: {
      id,
      operatorId,
      deviceHash: hashToken(id),
      address: "127.0.0.1",
      userAgent: "test",
      createdAt: now(),
      lastSeenAt: now(),
      expiresAt: after(now(), pending ? minutes(10) : days(1)),
      secondFactorAt: pending ? null : now(),
      codeGivenAt: pending ? null : now(),
    },
    select: { id: true },
  });
  return id;
}

/** Somebody at their own screen, in a session of theirs. */
async function personAt(place: Place, operatorId: string, sessionId: string): Promise<Caller> {
  return callerAt(place, operatorId, [], {
    actor: { type: "operator", operatorId, label: "somebody", sessionId },
  });
}

async function freshPerson(tenant: Tenant, session: { pending?: boolean } = {}) {
  const { operatorId } = await makeOperator(tenant, []);
  const sessionId = await makeSession(operatorId, session);
  return { operatorId, sessionId, caller: await personAt(tenant, operatorId, sessionId) };
}

async function linkFor(operatorId: string, purpose: "invitation" | "password_reset"): Promise<string> {
  const token = newToken();
  await prisma.accountLink.create({
    data: {
      id: newId(),
      operatorId,
      purpose,
      tokenHash: hashToken(token),
      createdAt: now(),
      expiresAt: after(now(), days(1)),
    },
    select: { id: true },
  });
  return token;
}

function enrolmentOf(operatorId: string) {
  const seed = newSeed();
  const enrolment = sealEnrolment(operatorId, { seed, recoveryCodes: ["aaaaa-bbbbb"] }, now());
  return { enrolment, code: codeOf(seed) };
}

async function heldMail(organizationId: string): Promise<string> {
  const id = newId();
  await prisma.outgoingMail.create({
    data: {
      id,
      organizationId,
      recipient: "somebody@example.test",
      subject: "Hello",
      text: "Hello.",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const authExamples: Examples = {
  commands: {
    "operators.accept-invitation": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant);
      await prisma.operator.update({
        where: { id: operatorId },
        data: { state: "invited" },
        select: { id: true },
      });
      const token = await linkFor(operatorId, "invitation");
      return { input: { token, password: newPassword }, caller, strangerGets: "rule_violation" };
    },
    "operators.request-password-reset": async ({ tenant }) => ({
      input: { operatorId: tenant.operatorId },
      system: true,
      strangerGets: "not_found",
    }),
    "operators.reset-password": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant);
      const token = await linkFor(operatorId, "password_reset");
      return { input: { token, password: newPassword }, caller, strangerGets: "rule_violation" };
    },
    "operators.change-password": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant);
      await prisma.operator.update({
        where: { id: operatorId },
        data: { passwordHash: await hashPassword(oldPassword) },
        select: { id: true },
      });
      return {
        input: { currentPassword: oldPassword, newPassword },
        caller,
        strangerGets: "forbidden",
        repeatGets: "invalid_input",
      };
    },
    "operators.enroll-totp": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant, { pending: true });
      return { input: enrolmentOf(operatorId), caller, strangerGets: "forbidden" };
    },
    "operators.replace-totp": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant);
      return { input: enrolmentOf(operatorId), caller, strangerGets: "forbidden" };
    },
    "operators.renew-recovery-codes": async ({ tenant }) => {
      const { operatorId, caller } = await freshPerson(tenant);
      const { enrolment } = enrolmentOf(operatorId);
      return { input: { enrolment }, caller, strangerGets: "forbidden" };
    },
    "operators.set-language": async ({ tenant }) => ({
      input: { locale: "zh" },
      caller: (await freshPerson(tenant)).caller,
      strangerGets: "forbidden",
    }),
    "operators.sign-out-everywhere": async ({ tenant }) => ({
      input: { operatorId: (await freshPerson(tenant)).operatorId, reason: "lost their laptop" },
    }),
    "sessions.revoke": async ({ tenant }) => ({
      input: { sessionId: (await freshPerson(tenant)).sessionId },
    }),
    "sessions.revoke-others": async ({ tenant }) => ({
      input: {},
      caller: (await freshPerson(tenant)).caller,
      strangerGets: "forbidden",
    }),
    "outgoing-mails.settle": async ({ tenant }) => ({
      input: { mailId: await heldMail(tenant.organizationId), outcome: "kept" },
      system: true,
      strangerGets: "not_found",
    }),
  },
  rows: {
    sessions: async ({ tenant }) => (await freshPerson(tenant)).sessionId,
    "sign-ins": async ({ tenant }) => {
      const id = newId();
      await prisma.signIn.create({
        data: {
          id,
          organizationId: tenant.organizationId,
          operatorId: tenant.operatorId,
          email: "somebody@example.test",
          outcome: "succeeded",
          address: "127.0.0.1",
          userAgent: "test",
          createdAt: now(),
        },
        select: { id: true },
      });
      return id;
    },
    "outgoing-mails": ({ tenant }) => heldMail(tenant.organizationId),
  },
};
