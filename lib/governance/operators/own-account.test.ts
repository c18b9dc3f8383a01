import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { after as later, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { openEnrolment, sealEnrolment } from "@/lib/governance/auth/enrolment";
import { passSecondFactor } from "@/lib/governance/auth/pass-second-factor";
import { stepUpSession } from "@/lib/governance/auth/step-up";
import {
  givePassword,
  mailsTo,
  makePerson,
  requestFrom,
  rightPassword,
  sessionOf,
  signInFully,
  type TestPerson,
} from "@/lib/governance/auth/testing/person";
import { codeOf, newSeed } from "@/lib/governance/auth/totp";
import { changePassword } from "@/lib/governance/operators/change-password";
import { enrollTotp } from "@/lib/governance/operators/enroll-totp";
import { renewRecoveryCodes } from "@/lib/governance/operators/renew-recovery-codes";
import { replaceTotp } from "@/lib/governance/operators/replace-totp";

const newPassword = "nine slow herons wading";

async function callerOf(person: TestPerson, sessionId: string): Promise<Caller> {
  const reading = await sessionOf(person, sessionId);
  if (!("caller" in reading)) throw new Error(reading.state);
  return reading.caller;
}

function offer(operatorId: string) {
  const [seed, recoveryCodes] = [newSeed(), ["bbbbb-00001", "bbbbb-00002"]];
  return { seed, recoveryCodes, enrolment: sealEnrolment(operatorId, { seed, recoveryCodes }, now()) };
}

/** Everything the database keeps of what was done, in one text. */
async function traces(operatorId: string): Promise<string> {
  const kept = [
    await prisma.auditEntry.findMany({ where: { actorId: operatorId } }),
    await prisma.idempotencyKey.findMany(),
    await prisma.outboxEvent.findMany(),
    await prisma.operator.findUniqueOrThrow({ where: { id: operatorId } }),
    await prisma.recoveryCode.findMany({ where: { operatorId } }),
  ];
  return JSON.stringify(kept, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

describe("changing one's password", () => {
  it("ends the other sessions, tells the owner, and keeps no password", async () => {
    const person = await makePerson();
    const [here, elsewhere] = [await signInFully(person), await signInFully(person)];
    const caller = { ...(await callerOf(person, here)), idempotencyKey: newId() };
    await perform(changePassword, { currentPassword: rightPassword, newPassword }, caller);
    expect(await sessionOf(person, here)).toMatchObject({ state: "ready" });
    expect(await sessionOf(person, elsewhere)).toEqual({ state: "ended", reason: "revoked" });
    await expect(givePassword(person, requestFrom(), newPassword)).resolves.toBeTypeOf("string");
    expect((await mailsTo(person.email)).at(-1)?.subject).toBe("Your password was changed");
    const everything = await traces(person.id);
    for (const secret of [rightPassword, newPassword]) expect(everything).not.toContain(secret);
  });

  it("wants the one before, and counts wrong ones", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await signInFully(person));
    const attempt = (currentPassword: string) =>
      perform(changePassword, { currentPassword, newPassword }, caller);
    for (let failure = 0; failure < 5; failure++)
      await expect(attempt("wrong")).rejects.toMatchObject({
        code: "invalid_input",
        reason: "governance.wrong_password",
        details: { fields: [{ path: "currentPassword" }] },
      });
    await expect(attempt(rightPassword)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("holds the new one against the policy", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await signInFully(person));
    for (const [bad, reason] of [
      ["elevenchars", "governance.password_short"],
      ["passwordpassword", "governance.password_common"],
      [`my ${person.email}`, "governance.password_names_you"],
    ])
      await expect(
        perform(changePassword, { currentPassword: rightPassword, newPassword: bad }, caller),
      ).rejects.toMatchObject({ reason, details: { fields: [{ path: "newPassword" }] } });
  });

  it("is for the person, not for a token of theirs", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await signInFully(person));
    const token: Caller = {
      ...caller,
      actor: { type: "token", operatorId: person.id, tokenId: newId(), label: "script" },
    };
    await expect(
      perform(changePassword, { currentPassword: rightPassword, newPassword }, token),
    ).rejects.toMatchObject({ reason: "governance.person_only" });
  });
});

describe("setting up the second factor", () => {
  it("completes the sign-in with the first code, which does not count again", async () => {
    const person = await makePerson({ enrolled: false });
    const sessionId = await givePassword(person);
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "enrolment" });
    const { enrolment, seed, recoveryCodes } = offer(person.id);
    const caller = { ...(await callerOf(person, sessionId)), idempotencyKey: newId() };
    const code = codeOf(seed);
    await perform(enrollTotp, { enrolment, code }, caller);
    expect(openEnrolment(person.id, enrolment, now()).recoveryCodes).toEqual(recoveryCodes);
    expect((await callerOf(person, sessionId)).steppedUpAt).toBeInstanceOf(Date);

    await expect(
      passSecondFactor(await givePassword(person), person, code, requestFrom()),
    ).rejects.toMatchObject({ reason: "governance.wrong_code" });
    await passSecondFactor(await givePassword(person), person, recoveryCodes[0]!, requestFrom());
    const everything = await traces(person.id);
    for (const secret of [seed, code, ...recoveryCodes]) expect(everything).not.toContain(secret);
  });

  it("wants a code of the app that was offered, in time, and by the one it was offered to", async () => {
    const [person, other] = [await makePerson({ enrolled: false }), await makePerson({ enrolled: false })];
    const sessionId = await givePassword(person);
    const caller = await callerOf(person, sessionId);
    const { enrolment, seed } = offer(person.id);
    await expect(perform(enrollTotp, { enrolment, code: "000000" }, caller)).rejects.toMatchObject({
      code: "invalid_input",
      reason: "governance.wrong_code",
    });
    const foreign = offer(other.id);
    await expect(
      perform(enrollTotp, { enrolment: foreign.enrolment, code: codeOf(foreign.seed) }, caller),
    ).rejects.toMatchObject({ reason: "governance.enrolment_expired" });
    await withClock(later(now(), minutes(61)), () =>
      expect(perform(enrollTotp, { enrolment, code: codeOf(seed) }, caller)).rejects.toMatchObject({
        reason: "governance.enrolment_expired",
      }),
    );
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "enrolment" });
  });

  it("is not a way around a second factor that is there", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await givePassword(person));
    const { enrolment, seed } = offer(person.id);
    await expect(perform(enrollTotp, { enrolment, code: codeOf(seed) }, caller)).rejects.toMatchObject({
      reason: "governance.already_enrolled",
    });
    await expect(perform(replaceTotp, { enrolment, code: codeOf(seed) }, caller)).rejects.toMatchObject({
      code: "step_up_required",
    });
    await expect(perform(renewRecoveryCodes, { enrolment }, caller)).rejects.toMatchObject({
      code: "step_up_required",
    });
  });
});

describe("moving the second factor", () => {
  it("ends the app and the codes before, and tells the owner", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await signInFully(person));
    const { enrolment, seed, recoveryCodes } = offer(person.id);
    await perform(replaceTotp, { enrolment, code: codeOf(seed) }, caller);
    for (const old of [codeOf(person.seed), person.recoveryCodes[0]!])
      await expect(
        passSecondFactor(await givePassword(person), person, old, requestFrom()),
      ).rejects.toMatchObject({ reason: "governance.wrong_code" });
    await passSecondFactor(await givePassword(person), person, recoveryCodes[0]!, requestFrom());
    expect((await mailsTo(person.email)).map((mail) => mail.subject)).toContain(
      "Your second factor was changed",
    );
  });

  it("wants a code, for which a password is no substitute", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const prove = (proof: { code: string } | { password: string }) =>
      stepUpSession(sessionId, person, proof, requestFrom());
    await withClock(later(now(), minutes(6)), async () => {
      await prove({ password: rightPassword });
      const caller = await callerOf(person, sessionId);
      const { enrolment, seed } = offer(person.id);
      const wanted = { code: "step_up_required", reason: "governance.code_required" };
      await expect(perform(replaceTotp, { enrolment, code: codeOf(seed) }, caller)).rejects.toMatchObject(
        wanted,
      );
      await expect(perform(renewRecoveryCodes, { enrolment }, caller)).rejects.toMatchObject(wanted);
      await prove({ code: person.recoveryCodes[0]! });
      await perform(replaceTotp, { enrolment, code: codeOf(seed) }, await callerOf(person, sessionId));
    });
  });

  it("new recovery codes leave the app as it is", async () => {
    const person = await makePerson();
    const caller = await callerOf(person, await signInFully(person));
    const { enrolment, recoveryCodes } = offer(person.id);
    await perform(renewRecoveryCodes, { enrolment }, caller);
    await expect(
      passSecondFactor(await givePassword(person), person, person.recoveryCodes[0]!, requestFrom()),
    ).rejects.toMatchObject({ reason: "governance.wrong_code" });
    await passSecondFactor(await givePassword(person), person, recoveryCodes[0]!, requestFrom());
    await signInFully(person);
  });
});
