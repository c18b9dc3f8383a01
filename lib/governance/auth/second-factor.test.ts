import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import { after as later, minutes, now, withClock } from "@/lib/core/clock";
import { newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { list } from "@/lib/core/resource/list";
import { callerAt } from "@/lib/core/testing/world";
import { passSecondFactor } from "@/lib/governance/auth/pass-second-factor";
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
import { codeOf, currentWindow } from "@/lib/governance/auth/totp";
import { signIns } from "@/lib/governance/sign-ins/resource";

const give = (person: TestPerson, sessionId: string, code: string) =>
  passSecondFactor(sessionId, person, code, requestFrom());

const wrong = { code: "unauthenticated", reason: "governance.wrong_code" };

describe("a code of the authenticator", () => {
  it("completes signing in, remembers when, and counts as stepped up", async () => {
    const person = await makePerson();
    const sessionId = await givePassword(person);
    await give(person, sessionId, codeOf(person.seed));
    const reading = await sessionOf(person, sessionId);
    expect(reading).toMatchObject({
      state: "ready",
      // The only place they have is chosen for them.
      caller: { scope: { kind: "subtree", organizationId: person.organizationId } },
    });
    expect(reading.state === "ready" && reading.caller.steppedUpAt).toBeInstanceOf(Date);
    expect(await outcomesOf(person.email)).toEqual(["password_accepted", "succeeded"]);
    const { lastSignInAt } = await prisma.operator.findUniqueOrThrow({
      where: { id: person.id },
      select: { lastSignInAt: true },
    });
    expect(lastSignInAt).toBeInstanceOf(Date);
  });

  it("is accepted once, also by another session", async () => {
    const person = await makePerson();
    const [first, second] = [await givePassword(person), await givePassword(person)];
    const code = codeOf(person.seed);
    await give(person, first, code);
    await expect(give(person, second, code)).rejects.toMatchObject(wrong);
    expect(await outcomesOf(person.email)).toContain("wrong_code");
    expect(await sessionOf(person, second)).toMatchObject({ state: "second_factor" });
  });

  it("is accepted once even when it arrives twice at the same moment", async () => {
    const person = await makePerson();
    const sessions = [await givePassword(person), await givePassword(person)];
    const code = codeOf(person.seed);
    const results = await Promise.allSettled(sessions.map((sessionId) => give(person, sessionId, code)));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("may be one window old or early, not two", async () => {
    for (const [drift, accepted] of [
      [-2, false],
      [-1, true],
      [1, true],
      [2, false],
    ] as const) {
      const person = await makePerson();
      const sessionId = await givePassword(person);
      const at = new Date(Math.floor(Date.now() / 30_000) * 30_000 + 15_000);
      const attempt = withClock(at, () =>
        give(person, sessionId, codeOf(person.seed, currentWindow() + drift)),
      );
      if (accepted) await attempt;
      else await expect(attempt).rejects.toMatchObject(wrong);
    }
  });

  it("of an earlier window no longer counts once a later one was used", async () => {
    const person = await makePerson();
    const window = currentWindow();
    await give(person, await givePassword(person), codeOf(person.seed, window + 1));
    await expect(give(person, await givePassword(person), codeOf(person.seed, window))).rejects.toMatchObject(
      wrong,
    );
  });

  it("is worth nothing to a session that ended meanwhile", async () => {
    const person = await makePerson();
    const sessionId = await givePassword(person);
    await withClock(later(now(), minutes(16)), () =>
      expect(give(person, sessionId, codeOf(person.seed))).rejects.toMatchObject({
        reason: "unauthenticated",
      }),
    );
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "second_factor" });
  });

  it("may be tried five times, then not even the right one passes", async () => {
    const person = await makePerson();
    const sessionId = await givePassword(person);
    for (let failure = 0; failure < 5; failure++)
      await expect(give(person, sessionId, "000000")).rejects.toMatchObject(wrong);
    await expect(give(person, sessionId, codeOf(person.seed))).rejects.toMatchObject({
      code: "rate_limited",
    });
    // Knowing the password does not buy five more tries.
    const another = await givePassword(person);
    await expect(give(person, another, codeOf(person.seed))).rejects.toMatchObject({ code: "rate_limited" });
    expect((await outcomesOf(person.email)).filter((outcome) => outcome === "locked")).toHaveLength(1);
  });
});

describe("a recovery code", () => {
  it("lets in once, however it is written, and the owner is told", async () => {
    const person = await makePerson();
    const [code = ""] = person.recoveryCodes;
    const sessionId = await givePassword(person);
    const typed = ` ${code.toUpperCase().replace("-", " ")} `;
    expect(await give(person, sessionId, typed)).toMatchObject({ recoveryCodesLeft: 1 });
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "ready" });
    await expect(give(person, await givePassword(person), code)).rejects.toMatchObject(wrong);
    expect((await mailsTo(person.email)).map((mail) => mail.subject)).toEqual(["A recovery code was used"]);
  });

  it("of somebody else does not", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    await prisma.recoveryCode.deleteMany({ where: { operatorId: person.id } });
    const sessionId = await givePassword(person);
    await expect(give(person, sessionId, other.recoveryCodes[0]!)).rejects.toMatchObject(wrong);
  });

  it("is not kept in clear", async () => {
    const person = await makePerson();
    const rows = await prisma.recoveryCode.findMany({
      where: { operatorId: person.id },
      select: { codeHash: true },
    });
    for (const { codeHash } of rows)
      for (const code of person.recoveryCodes) expect(codeHash).not.toContain(code.replace("-", ""));
  });
});

describe("a browser never used before", () => {
  it("is told to the owner, but not the first one of all", async () => {
    const person = await makePerson();
    await signInFully(person);
    expect(await mailsTo(person.email)).toEqual([]);
    await signInFully(person);
    expect(await mailsTo(person.email)).toEqual([]);
    const facts = requestFrom("203.0.113.50");
    await signInFully({ ...person, device: newToken() }, facts);
    const [mail, ...others] = await mailsTo(person.email);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: "New sign-in to your account" });
    expect(mail?.text).toContain("203.0.113.50");
    const marked = await prisma.signIn.findMany({
      where: { operatorId: person.id, outcome: "succeeded" },
      orderBy: { id: "asc" },
      select: { newDevice: true },
    });
    expect(marked.map((row) => row.newDevice)).toEqual([true, false, true]);
  });

  it("or a network they never came from, which the list shows and can be filtered by", async () => {
    const person = await makePerson();
    await signInFully(person, requestFrom("203.0.113.4"));
    await signInFully(person, requestFrom("203.0.113.77"));
    expect(await mailsTo(person.email)).toEqual([]);
    await signInFully(person, requestFrom("192.0.2.4"));
    const [mail, ...others] = await mailsTo(person.email);
    expect(others).toEqual([]);
    expect(mail?.text).toMatch(/from a network you have not signed in from before.*192\.0\.2\.4/s);
    await signInFully(person, requestFrom("203.0.113.4"));
    expect(await mailsTo(person.email)).toHaveLength(1);

    const auditor = callerAt(person.tenant, person.id, ["governance.sign-ins.read"]);
    const filters = { outcome: "succeeded", newNetwork: "true" };
    const page = await list(signIns, { filters, columns: ["address"] }, auditor);
    expect(page.rows.map(([, address]) => address)).toEqual(["192.0.2.4", "203.0.113.4"]);
  });
});
