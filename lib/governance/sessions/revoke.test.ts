import "@/lib/core/testing/database";
import { describe, expect, it } from "vitest";
import { after, minutes, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { parseListQuery } from "@/lib/core/resource/query";
import { callerAt, makeOperator, makeTenant } from "@/lib/core/testing/world";
import { makePerson, sessionOf, signInFully, type TestPerson } from "@/lib/governance/auth/testing/person";
import { sessions } from "@/lib/governance/sessions/resource";
import { revokeSession } from "@/lib/governance/sessions/revoke";
import { revokeOtherSessions } from "@/lib/governance/sessions/revoke-others";

const callerOf = async (person: TestPerson, sessionId: string) => {
  const reading = await sessionOf(person, sessionId);
  if (reading.state !== "ready") throw new Error(reading.state);
  return reading.caller;
};

describe("ending a session", () => {
  it("is everybody's right over their own", async () => {
    const person = await makePerson();
    const [here, there] = [await signInFully(person), await signInFully(person)];
    const caller = await callerOf(person, here);
    await perform(revokeSession, { sessionId: there }, { ...caller, grants: [] });
    expect(await sessionOf(person, there)).toEqual({ state: "ended", reason: "revoked" });
    await expect(perform(revokeSession, { sessionId: there }, caller)).rejects.toMatchObject({
      reason: "governance.session_already_ended",
    });
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { targetId: there } });
    expect(entry).toMatchObject({ action: "sessions.revoke", actorId: person.id });
  });

  it("of a colleague needs the permission, of a stranger is not found", async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    const sessionId = await signInFully(person);
    const { operatorId } = await makeOperator(person.tenant, []);
    const plain = callerAt(person.tenant, operatorId, []);
    await expect(perform(revokeSession, { sessionId }, plain)).rejects.toMatchObject({ code: "forbidden" });
    const outsider = callerAt(stranger.tenant, stranger.id, ["governance.sessions.revoke"]);
    for (const id of [sessionId, newId()])
      await expect(perform(revokeSession, { sessionId: id }, outsider)).rejects.toMatchObject({
        code: "not_found",
      });
    await perform(
      revokeSession,
      { sessionId },
      callerAt(person.tenant, operatorId, ["governance.sessions.revoke"]),
    );
    expect(await sessionOf(person, sessionId)).toMatchObject({ state: "ended" });
  });

  it("everywhere else leaves the one in use and other people's", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const [here, there, foreign] = [
      await signInFully(person),
      await signInFully(person),
      await signInFully(other),
    ];
    expect(await perform(revokeOtherSessions, {}, await callerOf(person, here))).toEqual({ sessions: 1 });
    expect(await sessionOf(person, here)).toMatchObject({ state: "ready" });
    expect(await sessionOf(person, there)).toMatchObject({ state: "ended" });
    expect(await sessionOf(other, foreign)).toMatchObject({ state: "ready" });
  });
});

describe("the list of sessions", () => {
  it("says what became of each, to those who may see the organization's people", async () => {
    const person = await makePerson();
    const [active, ended] = [await signInFully(person), await signInFully(person)];
    const reader = callerAt(person.tenant, person.id, ["governance.sessions.read"]);
    await perform(revokeSession, { sessionId: ended }, reader);
    const query = parseListQuery(sessions, new URLSearchParams({ columns: "state" }));
    const page = await list(sessions, query, reader);
    const states = Object.fromEntries(page.rows.map((row) => [row[0], row[1]]));
    expect(states).toMatchObject({ [active]: "active", [ended]: "ended" });
    // A limit that became shorter ends what idled longer, in the list as at the door.
    const row = { where: { id: active }, select: { id: true } };
    await prisma.session.update({ ...row, data: { lastSeenAt: after(now(), -minutes(20)) } });
    await prisma.setting.create({
      data: { key: "auth", version: 1, value: { idleMinutes: 15 }, createdAt: now() },
      select: { key: true },
    });
    const shortened = (await list(sessions, query, reader)).rows.map((each) => [each[0], each[1]]);
    await prisma.setting.deleteMany({ where: { key: "auth" } });
    expect(Object.fromEntries(shortened)).toMatchObject({ [active]: "expired" });
    const elsewhere = await makeTenant([]);
    const stranger = callerAt(elsewhere, elsewhere.operatorId, ["governance.sessions.read"]);
    expect((await list(sessions, query, stranger)).rows).toEqual([]);
  });
});
