import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import { may } from "@/lib/core/caller";
import { hours, after as later, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import {
  makePerson,
  requestFrom,
  sessionOf,
  signInFully,
  type TestPerson,
} from "@/lib/governance/auth/testing/person";
import { signOutEverywhere } from "@/lib/governance/operators/sign-out-everywhere";
import { chooseOrganization } from "@/lib/governance/sessions/choose-organization";
import { readSession } from "@/lib/governance/sessions/read";
import { forgetSettings } from "@/lib/settings/settings/read";

const stateOf = async (person: TestPerson, sessionId: string) => {
  const reading = await sessionOf(person, sessionId);
  return reading.state === "ended" ? reading.reason : reading.state;
};

const rowOf = (id: string) =>
  prisma.session.findUniqueOrThrow({
    where: { id },
    select: { lastSeenAt: true, expiresAt: true, revokedAt: true, revokedReason: true },
  });

describe("a session counts until something about it changes, with the very next request", () => {
  it("revoked", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    expect(await stateOf(person, sessionId)).toBe("ready");
    const chief = callerAt(await platform(), person.id, ["governance.sessions.revoke"]);
    await perform(signOutEverywhere, { operatorId: person.id, reason: "lost laptop" }, chief);
    expect(await stateOf(person, sessionId)).toBe("revoked");
  });

  it("operator disabled", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.operator.update({
      where: { id: person.id },
      data: { state: "disabled" },
      select: { id: true },
    });
    expect(await stateOf(person, sessionId)).toBe("disabled");
  });

  it("organization suspended, with a reason of its own", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const root = await platform();
    const { operatorId } = await makeOperator(root, []);
    await perform(
      suspendOrganization,
      { organizationId: person.organizationId, reason: "unpaid" },
      callerAt(root, operatorId, ["customers.organizations.suspend"]),
    );
    expect(await stateOf(person, sessionId)).toBe("organization_suspended");
  });

  it("role changed or taken away", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.role.update({
      where: { id: person.tenant.roleId },
      data: { permissions: ["governance.roles.read"] },
      select: { id: true },
    });
    const reading = await sessionOf(person, sessionId);
    if (reading.state !== "ready") throw new Error(reading.state);
    expect(may(reading.caller, "governance.roles.read")).toBe(true);
    expect(may(reading.caller, "governance.sessions.revoke")).toBe(false);
    await prisma.roleGrant.deleteMany({ where: { operatorId: person.id } });
    expect(await stateOf(person, sessionId)).toBe("no_organization");
  });

  it("second factor reset", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.operator.update({
      where: { id: person.id },
      data: { totpSecret: null, totpEnrolledAt: null },
      select: { id: true },
    });
    expect(await stateOf(person, sessionId)).toBe("enrolment");
  });

  it("address no longer allowed, and only there", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.organization.update({
      where: { id: person.organizationId },
      data: { ipAllowList: ["203.0.113.4", "2001:db8::/32"] },
      select: { id: true },
    });
    expect(await stateOf(person, sessionId)).toBe("address_refused");
    expect(await sessionOf(person, sessionId, requestFrom("203.0.113.4"))).toMatchObject({ state: "ready" });
    expect(await sessionOf(person, sessionId, requestFrom("2001:db8::9"))).toMatchObject({ state: "ready" });
    expect(await sessionOf(person, sessionId, { ...requestFrom(), address: null })).toMatchObject({
      state: "ended",
    });
  });
});

describe("a session belongs to one browser", () => {
  it("used from another it is refused and ended for both", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const elsewhere = await readSession({ sessionId, device: newToken() }, requestFrom());
    expect(elsewhere).toEqual({ state: "ended", reason: "device_mismatch" });
    expect(await stateOf(person, sessionId)).toBe("device_mismatch");
    expect(await rowOf(sessionId)).toMatchObject({ revokedReason: "device_mismatch" });
  });

  it("without the device cookie it is nobody's", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    expect(await readSession({ sessionId, device: undefined }, requestFrom())).toMatchObject({
      state: "ended",
    });
  });

  it("an id that names nothing is no session", async () => {
    expect(await readSession({ sessionId: newId(), device: "x" }, requestFrom())).toEqual({ state: "none" });
    expect(await readSession({ sessionId: null, device: "x" }, requestFrom())).toEqual({ state: "none" });
  });
});

describe("time limits", () => {
  it("ends after an hour without a request", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const begun = now();
    const at = (ms: number) => withClock(later(begun, ms), () => stateOf(person, sessionId));
    expect(await at(minutes(59))).toBe("ready");
    expect(await at(minutes(59 + 59))).toBe("ready");
    expect(await at(minutes(59 + 59 + 61))).toBe("expired");
  });

  it("ends after twelve hours however busy", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const begun = now();
    for (let elapsed = minutes(50); elapsed < hours(12); elapsed += minutes(50))
      expect(await withClock(later(begun, elapsed), () => stateOf(person, sessionId))).toBe("ready");
    expect(await withClock(later(begun, hours(12)), () => stateOf(person, sessionId))).toBe("expired");
  });

  it("follows the setting", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.setting.create({
      data: { key: "auth", version: 1, value: { idleMinutes: 10 }, createdAt: now() },
      select: { key: true },
    });
    forgetSettings();
    const begun = now();
    expect(await withClock(later(begun, minutes(2)), () => stateOf(person, sessionId))).toBe("ready");
    expect(await withClock(later(begun, minutes(13)), () => stateOf(person, sessionId))).toBe("expired");
    await prisma.setting.deleteMany({ where: { key: "auth" } });
    forgetSettings();
  });

  it("are those of now, for sessions that began under longer ones too", async () => {
    const [idle, old] = [await makePerson(), await makePerson()];
    const [idleSession, oldSession] = [await signInFully(idle), await signInFully(old)];
    const begun = now();
    for (let elapsed = minutes(50); elapsed <= minutes(150); elapsed += minutes(50))
      await withClock(later(begun, elapsed), () => stateOf(old, oldSession));
    await prisma.setting.create({
      data: { key: "auth", version: 1, value: { idleMinutes: 15, absoluteHours: 2 }, createdAt: now() },
      select: { key: true },
    });
    forgetSettings();
    expect(await withClock(later(begun, minutes(40)), () => stateOf(idle, idleSession))).toBe("expired");
    expect(await withClock(later(begun, minutes(155)), () => stateOf(old, oldSession))).toBe("expired");
    await prisma.setting.deleteMany({ where: { key: "auth" } });
    forgetSettings();
    expect(await withClock(later(begun, minutes(40)), () => stateOf(idle, idleSession))).toBe("ready");
  });

  it("is noted at most once a minute", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const { lastSeenAt: first } = await rowOf(sessionId);
    await withClock(later(first, 59_000), () => stateOf(person, sessionId));
    expect((await rowOf(sessionId)).lastSeenAt).toEqual(first);
    await withClock(later(first, 61_000), () => stateOf(person, sessionId));
    expect((await rowOf(sessionId)).lastSeenAt).toEqual(later(first, 61_000));
  });
});

describe("the organization one works in", () => {
  it("is chosen among those a role reaches, and remembered for the next session", async () => {
    const person = await makePerson();
    const below = await makeTenant([], person.tenant);
    const elsewhere = await makeTenant([]);
    const sessionId = await signInFully(person);
    expect(await stateOf(person, sessionId)).toBe("no_organization");

    const session = { sessionId, operatorId: person.id };
    for (const id of [elsewhere.organizationId, (await platform()).organizationId, newId(), null])
      await expect(chooseOrganization(session, id)).rejects.toMatchObject({ code: "not_found" });
    await chooseOrganization(session, below.organizationId);
    const scope = { kind: "subtree", organizationId: below.organizationId, path: below.path };
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "ready", caller: { scope } });

    const next = await signInFully(person);
    expect(await sessionOf(person, next)).toMatchObject({ state: "ready", caller: { scope } });
  });

  it("is everything for who holds a role at the platform", async () => {
    const person = await makePerson();
    const root = await platform();
    await prisma.roleGrant.create({
      data: {
        id: newId(),
        operatorId: person.id,
        roleId: person.tenant.roleId,
        organizationId: root.organizationId,
        createdAt: now(),
      },
      select: { id: true },
    });
    const sessionId = await signInFully(person);
    await chooseOrganization({ sessionId, operatorId: person.id }, null);
    expect(await sessionOf(person, sessionId)).toMatchObject({
      state: "ready",
      caller: { scope: { kind: "all", organizationId: root.organizationId } },
    });
    await prisma.roleGrant.deleteMany({
      where: { operatorId: person.id, organizationId: root.organizationId },
    });
    expect(await stateOf(person, sessionId)).toBe("no_organization");
  });
});
