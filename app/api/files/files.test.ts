import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { GET as stream } from "../exports/stream/route";
import { GET as openApi } from "../openapi.json/route";
import { GET as search } from "../search/route";
import { GET as fetchFile } from "./[id]/route";
import { POST as upload } from "./route";

let tenant: Tenant;
let token: string;
let weak: string;
let foreign: string;

async function tokenFor(of: Tenant, permissions: string[] = []): Promise<string> {
  const secret = newToken("flt_");
  await prisma.serviceToken.create({
    data: {
      id: newId(),
      organizationId: of.organizationId,
      operatorId: of.operatorId,
      name: "test",
      prefix: secret.slice(0, 12),
      tokenHash: hashToken(secret),
      permissions,
      createdAt: new Date(),
    },
    select: { id: true },
  });
  return secret;
}

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  token = await tokenFor(tenant);
  weak = await tokenFor(tenant, ["customers.organizations.read"]);
  foreign = await tokenFor(await makeTenant(allPermissions));
});

const request = (path: string, bearer: string | null, init: RequestInit = {}): Request => {
  const headers = new Headers(init.headers);
  if (bearer) headers.set("authorization", `Bearer ${bearer}`);
  return new Request(`http://localhost:3000${path}`, { ...init, headers });
};

const form = (content: string, name = "list.csv"): FormData => {
  const data = new FormData();
  data.append("purpose", "import");
  data.append("file", new File([content], name, { type: "text/csv" }));
  return data;
};

const send = (bearer: string | null, content: string, name?: string): Promise<Response> =>
  upload(request("/api/files", bearer, { method: "POST", body: form(content, name) }));

const get = (id: string, bearer: string | null, headers: Record<string, string> = {}): Promise<Response> =>
  fetchFile(request(`/api/files/${id}`, bearer, { headers }), { params: Promise.resolve({ id }) });

describe("a file", () => {
  it("goes up and comes down as it was, as a download nobody may interpret", async () => {
    const content = 'name,kind\r\n中 "x",enterprise\r\n';
    const answer = await send(token, content, "../../etc/Kunden 中.csv");
    expect(answer.status).toBe(201);
    const { data } = (await answer.json()) as { data: { fileId: string; name: string; bytes: number } };
    expect(data).toMatchObject({ name: "Kunden 中.csv", bytes: Buffer.byteLength(content) });
    const file = await get(data.fileId, token);
    expect(await file.text()).toBe(content);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment; filename=\"Kunden__.csv\"; filename*=UTF-8''Kunden%20%E4%B8%AD.csv",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "content-length": String(Buffer.byteLength(content)),
    });
    const part = await get(data.fileId, token, { range: "bytes=0-3" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      `bytes 0-3/${Buffer.byteLength(content)}`,
      "name",
    ]);
    expect(await (await get(data.fileId, token, { range: "bytes=-2" })).text()).toBe("\r\n");
    expect((await get(data.fileId, token, { range: "bytes=9999-" })).status).toBe(400);
    for (const [bearer, status] of [
      [null, 401],
      [weak, 200],
      [foreign, 404],
    ] as const)
      expect((await get(data.fileId, bearer)).status).toBe(status);
  });

  it("is taken only from who may import, only as text, only as a form", async () => {
    const attempts: [Promise<Response>, number, string][] = [
      [send(null, "name,kind"), 401, "unauthenticated"],
      // Cookies alone could have been sent by a form on another site.
      [
        upload(request("/api/files", null, { method: "POST", headers: { cookie: "locale=en" } })),
        403,
        "governance.foreign_origin",
      ],
      [send(weak, "name,kind"), 403, "forbidden"],
      [send(token, "PK\u0003\u0004\0\0"), 422, "governance.not_csv"],
      [upload(request("/api/files", token, { method: "POST", body: "name,kind" })), 400, "invalid_input"],
      [upload(request("/api/files", token, { method: "POST" })), 400, "invalid_input"],
    ];
    for (const [attempt, status, reason] of attempts) {
      const answer = await attempt;
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ error: { details: { reason } } });
    }
  });
});

describe("a short export", () => {
  const ask = (query: string, bearer: string | null, headers: Record<string, string> = {}) =>
    stream(request(`/api/exports/stream?${query}`, bearer, { headers }));

  it("comes as a file with the list's own filters", async () => {
    const answer = await ask("resource=organizations&columns=name&bom=1&sort=name", token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="organizations-\d{8}-\d{4}\.csv"/,
    );
    const id = answer.headers.get("x-export-id");
    const text = Buffer.from(await answer.arrayBuffer()).toString();
    expect(text).toBe(`\uFEFFName,Export id\r\n${tenant.name},${id}\r\n`);
  });

  it("is refused as everything else is, and to other sites' links", async () => {
    for (const [query, bearer, status] of [
      ["resource=organizations", null, 401],
      ["resource=organizations", weak, 403],
      ["resource=nonsense", token, 400],
      ["", token, 400],
      ["resource=organizations&bom=yes", token, 400],
      ["resource=organizations&nonsense=1", token, 400],
      ["resource=organizations&sort=note", token, 400],
    ] as const)
      expect((await ask(query, bearer)).status, query).toBe(status);
    const elsewhere = await ask("resource=organizations", token, { "sec-fetch-site": "cross-site" });
    expect(elsewhere.status).toBe(403);
  });
});

it("search answers in three ways", async () => {
  const ask = async (query: string, bearer: string | null) => {
    const answer = await search(request(`/api/search?${query}`, bearer));
    return { status: answer.status, data: ((await answer.json()) as { data?: { id: string }[] }).data };
  };
  const words = encodeURIComponent(tenant.name);
  expect((await ask(`q=${words}`, token)).data?.map(({ id }) => id)).toContain(tenant.organizationId);
  expect((await ask(`resource=organizations&q=${words}`, token)).data?.map(({ id }) => id)).toEqual([
    tenant.organizationId,
  ]);
  expect((await ask(`resource=organizations&ids=${tenant.organizationId}`, token)).data).toHaveLength(1);
  expect((await ask(`resource=organizations&ids=${tenant.organizationId}`, foreign)).data).toEqual([]);
  expect((await ask("q=x", null)).status).toBe(401);
  expect((await ask("resource=organizations&ids=x", token)).status).toBe(400);
});

it("the description of the API is there for everybody, in the reader's language", async () => {
  const answer = await openApi(
    request("/api/openapi.json", null, { headers: { "accept-language": "zh-CN" } }),
  );
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    openapi: "3.1.1",
    tags: expect.arrayContaining([{ name: "files", description: "文件" }]),
  });
});
