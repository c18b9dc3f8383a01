import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { list } from "@/lib/core/resource/list";
import { callerAt, makeOperator, platform } from "@/lib/core/testing/world";
import { passSecondFactor } from "@/lib/governance/auth/pass-second-factor";
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
import { readOperator } from "@/lib/governance/operators/read";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { operators } from "@/lib/governance/operators/resource";
import { signOutEverywhere } from "@/lib/governance/operators/sign-out-everywhere";
import { unlockOperator } from "@/lib/governance/operators/unlock";
import { allPermissions } from "@/lib/registry";

let chief: Caller;

beforeAll(async () => {
  const root = await platform();
  const { operatorId } = await makeOperator(root, []);
  chief = callerAt(root, operatorId, allPermissions);
});

const fail = (person: TestPerson) => givePassword(person, requestFrom(), "wrong").catch(() => {});
const listed = async ({ email }: TestPerson) => {
  const [row] = (await list(operators, { filters: { email }, columns: ["locked", "lockedUntil"] }, chief))
    .rows;
  return { locked: row?.[1], until: row?.[2] };
};
const lockOf = async ({ id }: TestPerson) => (await readOperator(id, chief)).lockedUntil;
const subjects = async ({ email }: TestPerson) => (await mailsTo(email)).map(({ subject }) => subject);
const unlock = (operatorId: string, caller = chief) =>
  perform(unlockOperator, { operatorId, reason: "they called" }, caller);

const locked = "Your account is locked for a while";

describe("an account with too many wrong passwords", () => {
  it("shows until when it is locked, and its owner is told once", async () => {
    const person = await makePerson();
    for (let failure = 0; failure < 4; failure++) await fail(person);
    expect(await lockOf(person)).toBeNull();
    expect(await listed(person)).toEqual({ locked: false, until: null });
    await fail(person);
    for (let more = 0; more < 3; more++) await fail(person);
    const until = await lockOf(person);
    const minutesLeft = ((until?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(13);
    expect(minutesLeft).toBeLessThanOrEqual(15);
    expect(await listed(person)).toEqual({ locked: true, until: until?.toISOString() });
    expect(await subjects(person)).toEqual([locked]);
    expect((await mailsTo(person.email))[0]?.text).toContain("15 minutes");
  });

  it("opens again when it is unlocked, which leaves a trace", async () => {
    const person = await makePerson();
    for (let failure = 0; failure < 6; failure++) await fail(person);
    await expect(givePassword(person)).rejects.toMatchObject({ code: "rate_limited" });
    await unlock(person.id);
    expect(await lockOf(person)).toBeNull();
    expect(await listed(person)).toEqual({ locked: false, until: null });
    await expect(givePassword(person, requestFrom(), rightPassword)).resolves.toBeTypeOf("string");
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { targetId: person.id, action: "operators.unlock" },
    });
    expect(entry).toMatchObject({ reason: "they called", after: { lockedUntil: null } });
    await expect(unlock(person.id)).rejects.toMatchObject({ reason: "governance.not_locked" });
  });

  it("is not for its owner to unlock", async () => {
    const person = await makePerson();
    for (let failure = 0; failure < 6; failure++) await fail(person);
    const self = callerAt(person.tenant, person.id, allPermissions);
    await expect(unlock(person.id, self)).rejects.toMatchObject({ reason: "governance.not_yourself" });
    expect(await lockOf(person)).not.toBeNull();
  });
});

describe("the owner of an account", () => {
  it("is told in their language when codes were wrong too often", async () => {
    const person = await makePerson();
    await prisma.operator.update({
      where: { id: person.id },
      data: { locale: "zh" },
      select: { id: true },
    });
    const sessionId = await givePassword(person);
    for (let failure = 0; failure < 6; failure++)
      await passSecondFactor(sessionId, person, "000000", requestFrom()).catch(() => {});
    expect(await lockOf(person)).not.toBeNull();
    expect(await subjects(person)).toEqual(["您的账号已被暂时锁定"]);
  });

  it("is told that somebody reset their second factor", async () => {
    const person = await makePerson();
    await perform(resetTotp, { operatorId: person.id, reason: "lost the phone" }, chief);
    expect(await subjects(person)).toEqual(["Your second factor was reset"]);
  });

  it("is told that somebody ended their sessions, where there were any", async () => {
    const person = await makePerson();
    const end = () => perform(signOutEverywhere, { operatorId: person.id, reason: "lost laptop" }, chief);
    await end();
    expect(await subjects(person)).toEqual([]);
    const sessionId = await signInFully(person);
    await end();
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "ended" });
    expect(await subjects(person)).toEqual(["You were signed out everywhere"]);
  });
});
