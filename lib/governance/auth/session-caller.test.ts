import "@/lib/core/testing/database";
import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { deviceCookie, sessionCookie } from "@/lib/governance/auth/cookies";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { callerOfCookies } from "@/lib/governance/auth/session-caller";
import {
  givePassword,
  makePerson,
  requestFrom,
  signInFully,
  type TestPerson,
} from "@/lib/governance/auth/testing/person";

async function send(
  person: TestPerson,
  sessionId: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  secret = env().NEXTAUTH_SECRET,
) {
  const token = await encode({ token: { sid: sessionId }, secret });
  const cookie = `${sessionCookie().name}=${token}; ${deviceCookie().name}=${person.device}; locale=zh`;
  const request = new Request("http://localhost:3000/api/v1/organizations", {
    method,
    headers: { cookie, host: "localhost:3000", ...headers },
  });
  return callerOfCookies(request, requestFrom());
}

describe("a request with cookies", () => {
  it("is refused where it was meant for somebody else", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    const token = await encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET });
    const cookie = `${sessionCookie().name}=${token}; ${deviceCookie().name}=${person.device}`;
    const meant = (operatorId: string) =>
      callerOfRequest(
        new Request("http://localhost:3000/api/jobs", {
          headers: { cookie, host: "localhost:3000", "x-fairlead-operator": operatorId },
        }),
        requestFrom(),
      );
    expect(await meant(person.id)).toMatchObject({ actor: { operatorId: person.id } });
    await expect(meant((await makePerson()).id)).rejects.toMatchObject({
      code: "unauthenticated",
      reason: "governance.other_operator",
    });
  });

  it("is the operator's, in their language", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    expect(await send(person, sessionId)).toMatchObject({
      actor: { type: "operator", operatorId: person.id, sessionId },
      locale: "zh",
    });
  });

  it("is nobody's before the second factor, or with a token somebody else made", async () => {
    const person = await makePerson();
    const refused = { code: "unauthenticated", reason: "unauthenticated" };
    await expect(send(person, await givePassword(person))).rejects.toMatchObject(refused);
    const sessionId = await signInFully(person);
    await expect(send(person, sessionId, {}, "some other secret of enough length")).rejects.toMatchObject(
      refused,
    );
    await expect(
      callerOfCookies(new Request("http://localhost:3000/api/v1/organizations"), requestFrom()),
    ).rejects.toMatchObject(refused);
  });

  it("says why it is refused", async () => {
    const person = await makePerson();
    const sessionId = await signInFully(person);
    await prisma.organization.update({
      where: { id: person.organizationId },
      data: { state: "suspended" },
      select: { id: true },
    });
    await expect(send(person, sessionId)).rejects.toMatchObject({
      reason: "governance.session_organization_suspended",
    });
  });
});

describe("a request with cookies that changes something", () => {
  it.each<[string, Record<string, string>, boolean]>([
    ["by our own page", { "sec-fetch-site": "same-origin" }, true],
    ["by our own page in an older browser", { origin: "http://localhost:3000" }, true],
    ["by another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["by a neighbour below the same domain", { "sec-fetch-site": "same-site" }, false],
    ["by another site in an older browser", { origin: "https://evil.example" }, false],
    ["from a sandboxed frame", { origin: "null" }, false],
    ["by who does not say", {}, false],
  ])("%s", async (_, headers, accepted) => {
    const person = await makePerson();
    const attempt = send(person, await signInFully(person), { method: "POST", headers });
    if (accepted) await expect(attempt).resolves.toMatchObject({ actor: { operatorId: person.id } });
    else await expect(attempt).rejects.toMatchObject({ reason: "governance.foreign_origin" });
  });

  it("with any cookie at all, also one that signs nobody in", async () => {
    const attempt = callerOfCookies(
      new Request("http://localhost:3000/api/v1/x/y", { method: "POST", headers: { cookie: "locale=zh" } }),
      requestFrom(),
    );
    await expect(attempt).rejects.toMatchObject({ code: "forbidden", reason: "governance.foreign_origin" });
  });
});

describe("a request without cookies that changes something", () => {
  it.each<[string, Record<string, string>]>([
    ["from a script", {}],
    ["from another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ])("is nobody's, %s", async (_, headers) => {
    const attempt = callerOfCookies(
      new Request("http://localhost:3000/api/v1/x/y", { method: "POST", headers }),
      requestFrom(),
    );
    await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
