import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import { days, after as later, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt } from "@/lib/core/testing/world";
import { openAccountLink, redeemAccountLink, sendPasswordReset } from "@/lib/governance/auth/account-links";
import {
  givePassword,
  mailsTo,
  makePerson,
  outcomesOf,
  requestFrom,
  sessionOf,
  signInFully,
  type TestPerson,
} from "@/lib/governance/auth/testing/person";
import { inviteOperator } from "@/lib/governance/operators/invite";

const newPassword = "nine slow herons wading";

/** Asks for a reset link. @returns the secret in the mail. */
async function resetLink(person: TestPerson): Promise<string> {
  await sendPasswordReset(person.email, requestFrom());
  return secretIn((await mailsTo(person.email)).at(-1)?.text);
}

const secretIn = (text = ""): string => /\/(?:reset-password|accept-invitation)\/(\S+)/.exec(text)?.[1] ?? "";

const redeem = (token: string, password = newPassword) =>
  redeemAccountLink("password_reset", { token, password }, requestFrom());

const invalid = { reason: "governance.link_invalid" };

describe("a link to set a new password", () => {
  it("works once, ends every session, and leaves the second factor as it is", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const token = await resetLink(person);
    expect(await openAccountLink(token, "password_reset")).toMatchObject({ email: person.email });

    await redeem(token);
    expect(await sessionOf(person, sessionId)).toEqual({ state: "ended", reason: "revoked" });
    await expect(givePassword(person)).rejects.toMatchObject({ reason: "governance.wrong_credentials" });
    const next = await givePassword(person, requestFrom(), newPassword);
    expect(await sessionOf(person, next)).toMatchObject({ state: "second_factor" });

    await expect(redeem(token, "another password 3")).rejects.toMatchObject(invalid);
    expect(await openAccountLink(token, "password_reset")).toBeNull();
  });

  it("works once even when it is used twice at the same moment", async () => {
    const person = await makePerson();
    const token = await resetLink(person);
    const results = await Promise.allSettled([redeem(token), redeem(token, "another password 3")]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is good for an hour", async () => {
    const token = await resetLink(await makePerson());
    await withClock(later(now(), minutes(61)), () => expect(redeem(token)).rejects.toMatchObject(invalid));
    await withClock(later(now(), minutes(59)), () => redeem(token));
  });

  it("ends when another is asked for", async () => {
    const person = await makePerson();
    const first = await resetLink(person);
    const second = await resetLink(person);
    await expect(redeem(first)).rejects.toMatchObject(invalid);
    await redeem(second);
  });

  it("is not used up by a password the policy refuses", async () => {
    const person = await makePerson();
    const token = await resetLink(person);
    for (const bad of ["short", "qwertyuiopasdf", `${person.email} 12345`])
      await expect(redeem(token, bad)).rejects.toMatchObject({ code: "invalid_input" });
    await redeem(token);
  });

  it("opens a locked account again", async () => {
    const person = await makePerson();
    for (let failure = 0; failure < 6; failure++)
      await givePassword(person, requestFrom(), "wrong").catch(() => {});
    expect((await outcomesOf(person.email)).at(-1)).toBe("locked");
    const shownLock = () =>
      prisma.operator.findUniqueOrThrow({ where: { id: person.id }, select: { lockedUntil: true } });
    expect((await shownLock()).lockedUntil).toBeInstanceOf(Date);
    await redeem(await resetLink(person));
    expect(await shownLock()).toEqual({ lockedUntil: null });
    await expect(givePassword(person, requestFrom(), newPassword)).resolves.toBeTypeOf("string");
  });

  it("stores no secret, and leaves a trail without one", async () => {
    const person = await makePerson();
    const token = await resetLink(person);
    await redeem(token);
    const trail = await prisma.auditEntry.findMany({
      where: { targetId: person.id },
      orderBy: { id: "asc" },
    });
    expect(trail.map((entry) => [entry.action, entry.actorType])).toEqual([
      ["operators.request-password-reset", "system"],
      ["operators.reset-password", "operator"],
    ]);
    const everything = JSON.stringify([trail, await prisma.accountLink.findMany()], (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(newPassword);
  });
});

describe("asking for a reset", () => {
  it("answers the same, and as slowly, for an address nobody has", async () => {
    const person = await makePerson();
    const took = async (email: string) => {
      const begun = performance.now();
      await expect(sendPasswordReset(email, requestFrom())).resolves.toBeUndefined();
      return performance.now() - begun;
    };
    const [known, unknown] = [await took(person.email), await took(`nobody-${newId()}@example.test`)];
    expect(Math.abs(known - unknown)).toBeLessThan(300);
    expect(await mailsTo(person.email)).toHaveLength(1);
  });

  it("sends nothing to accounts that are not active", async () => {
    const person = await makePerson();
    for (const state of ["disabled", "invited"] as const) {
      await prisma.operator.update({ where: { id: person.id }, data: { state }, select: { id: true } });
      await sendPasswordReset(person.email, requestFrom());
    }
    expect(await mailsTo(person.email)).toEqual([]);
  });

  it("is limited for each address", async () => {
    const person = await makePerson();
    for (let request = 0; request < 5; request++) await sendPasswordReset(person.email, requestFrom());
    await expect(sendPasswordReset(person.email, requestFrom())).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect(await mailsTo(person.email)).toHaveLength(5);
  });
});

describe("an invitation", () => {
  it("sets the first password, makes the account active, and leads to enrolment", async () => {
    const host = await makePerson();
    const email = `guest-${newId()}@example.test`;
    await perform(
      inviteOperator,
      { email, name: "Guest" },
      callerAt(host.tenant, host.id, ["governance.operators.write"]),
    );
    const token = secretIn((await mailsTo(email))[0]?.text);
    // A link for one purpose is none for the other.
    await expect(redeem(token)).rejects.toMatchObject(invalid);
    await withClock(later(now(), days(4)), () =>
      expect(
        redeemAccountLink("invitation", { token, password: newPassword }, requestFrom()),
      ).rejects.toMatchObject(invalid),
    );
    await redeemAccountLink("invitation", { token, password: newPassword }, requestFrom());
    const guest = await prisma.operator.findUniqueOrThrow({
      where: { email },
      select: { id: true, state: true },
    });
    expect(guest.state).toBe("active");
    const person = { ...host, id: guest.id, email, seed: "" };
    const sessionId = await givePassword(person, requestFrom(), newPassword);
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "enrolment" });
  });
});
