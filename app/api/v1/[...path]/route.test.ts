import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { now } from "@/lib/core/clock";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { makeTenant, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { GET, POST, PUT } from "./route";

let mine: Tenant;
let theirs: Tenant;
let token: string;

async function tokenOf(
  tenant: Tenant,
  changes: { expiresAt?: Date; revokedAt?: Date } = {},
): Promise<string> {
  const secret = newToken("flt_");
  await prisma.serviceToken.create({
    data: {
      id: newId(),
      organizationId: tenant.organizationId,
      operatorId: tenant.operatorId,
      name: "test",
      prefix: secret.slice(0, 8),
      tokenHash: hashToken(secret),
      createdAt: now(),
      ...changes,
    },
    select: { id: true },
  });
  return secret;
}

beforeAll(async () => {
  [mine, theirs] = [await makeTenant(allPermissions), await makeTenant(allPermissions)];
  token = await tokenOf(mine);
});

type Answer = { status: number; body: { data?: unknown; nextCursor?: string | null; error?: ErrorShape } };
type ErrorShape = { code: string; message: string; details: Record<string, unknown>; requestId: string };

async function call(
  handler: typeof GET,
  path: string,
  init: { body?: BodyInit; headers?: Record<string, string>; token?: string | null } = {},
): Promise<Answer> {
  const [pathname = ""] = path.split("?");
  const secret = init.token === undefined ? token : init.token;
  const request = new Request(`http://localhost/api/v1/${path}`, {
    method: init.body === undefined ? "GET" : "POST",
    body: init.body,
    headers: { ...(secret === null ? {} : { authorization: `Bearer ${secret}` }), ...init.headers },
  });
  const response = await handler(request, { params: Promise.resolve({ path: pathname.split("/") }) });
  return { status: response.status, body: await response.json() };
}

const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  call(POST, path, { body: typeof body === "string" ? body : JSON.stringify(body), headers });

const expectError = (answer: Answer, status: number, code: string) => {
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({
    error: {
      code,
      message: expect.stringMatching(/./),
      details: expect.any(Object),
      requestId: expect.stringMatching(/^.{8,}$/),
    },
  });
};

const children = () => prisma.organization.count({ where: { parentId: mine.organizationId } });

describe("/api/v1", () => {
  it("carries out a command, lists and reads what came of it", async () => {
    const made = await post("organizations/create", { name: "Acme", kind: "enterprise" });
    expect(made).toMatchObject({ status: 200, body: { data: { organizationId: expect.any(String) } } });
    const { organizationId } = made.body.data as { organizationId: string };
    const listed = await call(GET, "organizations?q=Acme");
    expect(listed.body).toMatchObject({ data: [{ id: organizationId, name: "Acme" }], nextCursor: null });
    expect((await call(GET, `organizations/${organizationId}`)).body.data).toMatchObject({ name: "Acme" });
  });

  it("answers bad input in one shape and writes nothing", async () => {
    const before = await children();
    expectError(await post("organizations/create", "{ not json"), 400, "invalid_input");
    expectError(await post("organizations/create", "[]"), 400, "invalid_input");
    expectError(await post("organizations/create", { name: 7, kind: "enterprise" }), 400, "invalid_input");
    expectError(
      await post("organizations/create", { name: "X", kind: "enterprise", surprise: 1 }),
      400,
      "invalid_input",
    );
    const huge = JSON.stringify({ name: "X".repeat(5 * 1024 * 1024), kind: "enterprise" });
    expectError(await post("organizations/create", huge), 413, "payload_too_large");
    expectError(
      await post("organizations/create", { name: "X", kind: "enterprise" }, { "idempotency-key": "a b" }),
      400,
      "invalid_input",
    );
    expectError(
      await post("organizations/create", { name: "nul\u0000byte", kind: "enterprise" }),
      400,
      "invalid_input",
    );
    const deep = `{"name":"X","kind":"enterprise","more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expectError(await post("organizations/create", deep), 400, "invalid_input");
    const half = '{"name":"half \\ud800","kind":"enterprise"}';
    expectError(await post("organizations/create", half), 400, "invalid_input");
    const latin = Buffer.from('{"name":"Caf\xe9","kind":"enterprise"}', "latin1");
    expectError(await call(POST, "organizations/create", { body: latin }), 400, "invalid_input");
    for (const key of ["__proto__", "constructor", "toString"])
      expectError(
        await post("organizations/create", `{"name":"X","kind":"enterprise","${key}":{"a":1}}`),
        400,
        "invalid_input",
      );
    expect(await children()).toBe(before);
  });

  it("answers a bad list query with 400", async () => {
    for (const query of [
      "cursor=nonsense",
      "cursor=W10",
      "sort=nothing",
      "limit=0",
      "limit=201",
      "limit=ten",
      "kind=club",
      "createdAt=yesterday",
      "createdAt=2026-13-45",
      "createdAt=2026-02-31",
      "createdAt=..2025-02-29T00:00:00Z",
      "createdAt=0000-01-01",
      "unknown=1",
      "parentId=1",
      "name=a&name=b",
      "q=%00",
      "columns=secret",
      "columns=__proto__",
      "columns=constructor",
      "sort=toString",
      "__proto__=1",
      `cursor=${Buffer.from(JSON.stringify(["-createdAt", "2026-02-31 25:00:00+00", newId(), false])).toString("base64url")}`,
    ])
      expectError(await call(GET, `organizations?${query}`), 400, "invalid_input");
  });

  it("refuses a missing, malformed, unknown, expired or revoked token", async () => {
    const past = new Date(now().getTime() - 1000);
    for (const bad of [
      null,
      "x",
      newToken("flt_"),
      await tokenOf(mine, { expiresAt: past }),
      await tokenOf(mine, { revokedAt: past }),
    ])
      expectError(await call(GET, "organizations", { token: bad }), 401, "unauthenticated");
  });

  it("hides another tenant's records whatever is guessed", async () => {
    const other = theirs.organizationId;
    expectError(await call(GET, `organizations/${other}`), 404, "not_found");
    expectError(await call(GET, "organizations/not-an-id"), 404, "not_found");
    expectError(
      await post("organizations/update", { organizationId: other, name: "Mine now" }),
      404,
      "not_found",
    );
    expectError(
      await post("organizations/move", { organizationId: other, parentId: other }),
      404,
      "not_found",
    );
    const found = await call(GET, `organizations?q=${encodeURIComponent(theirs.name)}`);
    expect((found.body.data as { id: string }[]).map(({ id }) => id)).not.toContain(other);
    const byParent = await call(GET, `organizations?parentId=${other}`);
    expect(byParent.body.data).toEqual([]);
  });

  it("answers a repeated key with the first answer, and 409 for another body", async () => {
    const headers = { "idempotency-key": newId() };
    const first = await post("organizations/create", { name: "Once", kind: "enterprise" }, headers);
    const again = await post("organizations/create", { name: "Once", kind: "enterprise" }, headers);
    expect(again).toEqual(first);
    expectError(
      await post("organizations/create", { name: "Other", kind: "enterprise" }, headers),
      409,
      "conflict",
    );
  });

  it("knows no other addresses and methods", async () => {
    expectError(await call(GET, "unicorns"), 404, "not_found");
    expectError(await post("organizations/explode", {}), 404, "not_found");
    expectError(await call(PUT as typeof GET, "organizations", { body: "{}" }), 405, "method_not_allowed");
  });

  it("pages by cursor without losing or repeating a row", async () => {
    for (let index = 0; index < 7; index++)
      await post("organizations/create", { name: `Page ${index}`, kind: "individual" });
    const seen: string[] = [];
    let cursor = "";
    do {
      const answer = await call(
        GET,
        `organizations?kind=individual&limit=3&sort=name${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...(answer.body.data as { name: string }[]).map(({ name }) => name));
      cursor = answer.body.nextCursor ?? "";
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `Page ${index}`));
  });
});
