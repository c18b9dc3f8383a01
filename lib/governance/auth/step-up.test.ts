import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import { after as later, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { makeTenant } from "@/lib/core/testing/world";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { stepUpSession } from "@/lib/governance/auth/step-up";
import {
  givePassword,
  makePerson,
  outcomesOf,
  requestFrom,
  rightPassword,
  sessionOf,
  signInFully,
  type TestPerson,
} from "@/lib/governance/auth/testing/person";
import { codeOf } from "@/lib/governance/auth/totp";
import { chooseOrganization } from "@/lib/governance/sessions/choose-organization";

/** Does something sensitive in a session, at a moment. */
async function actSensitively(person: TestPerson, sessionId: string): Promise<void> {
  const child = await makeTenant([], person.tenant);
  const session = { sessionId, operatorId: person.id };
  await chooseOrganization(session, person.organizationId);
  const reading = await sessionOf(person, sessionId);
  if (reading.state !== "ready") throw new Error(reading.state);
  const input = { organizationId: child.organizationId, reason: "testing" };
  await perform(suspendOrganization, input, reading.caller);
}

const wanted = { code: "step_up_required" };

describe("step-up", () => {
  it("is given by signing in, for five minutes", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const begun = now();
    await withClock(later(begun, minutes(4)), () => actSensitively(person, sessionId));
    await withClock(later(begun, minutes(6)), () =>
      expect(actSensitively(person, sessionId)).rejects.toMatchObject(wanted),
    );
  });

  it.each(["code", "recovery code", "password"])("is renewed by a %s", async (way) => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const at = later(now(), minutes(20));
    await withClock(at, async () => {
      const proof = {
        code: { code: codeOf(person.seed) },
        "recovery code": { code: person.recoveryCodes[0]! },
        password: { password: rightPassword },
      }[way]!;
      await stepUpSession(sessionId, person, proof, requestFrom());
    });
    await withClock(later(at, minutes(4)), () => actSensitively(person, sessionId));
    await withClock(later(at, minutes(6)), () =>
      expect(actSensitively(person, sessionId)).rejects.toMatchObject(wanted),
    );
  });

  it("does not take a code that let somebody in already", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await expect(
      stepUpSession(sessionId, person, { code: codeOf(person.seed) }, requestFrom()),
    ).rejects.toMatchObject({ reason: "governance.wrong_code" });
  });

  it("counts failures with those of signing in", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const guess = (proof: { code: string } | { password: string }) =>
      stepUpSession(sessionId, person, proof, requestFrom()).catch((error: { code: string }) => error.code);
    for (let failure = 0; failure < 5; failure++) {
      expect(await guess({ code: "000000" })).toBe("unauthenticated");
      expect(await guess({ password: "guess" })).toBe("unauthenticated");
    }
    expect(await guess({ code: "000000" })).toBe("rate_limited");
    expect(await guess({ password: rightPassword })).toBe("rate_limited");
    await expect(givePassword(person)).rejects.toMatchObject({ code: "rate_limited" });
    expect((await outcomesOf(person.email)).filter((outcome) => outcome === "wrong_code")).toHaveLength(5);
  });

  it("is nothing for a session without its second factor, nor for one that ended, nor somebody else's", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const pending = await givePassword(person);
    const ended = await signInFully(person);
    await prisma.session.update({
      where: { id: ended },
      data: { revokedAt: now() },
      select: { id: true },
    });
    const foreign = await signInFully(other);
    for (const sessionId of [pending, ended, foreign])
      await expect(
        stepUpSession(sessionId, person, { password: rightPassword }, requestFrom()),
      ).rejects.toMatchObject({ reason: "unauthenticated" });
  });
});
