import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { hours, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import type { RequestFacts } from "@/lib/core/http/request";
import { translator } from "@/lib/core/i18n/translate";
import { newId } from "@/lib/core/id";
import { storage } from "@/lib/core/storage/current";
import { newStorageKey } from "@/lib/core/storage/storage";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createSecureLink } from "@/lib/governance/secure-links/create";
import { revokeSecureLink } from "@/lib/governance/secure-links/revoke";
import { lookAtLink, openFileLink, openRecordLink } from "@/lib/governance/secure-links/visit";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let maker: Caller;
let visits = 0;

beforeEach(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  maker = callerAt(tenant, tenant.operatorId, allPermissions);
});

/** A visitor from an address of their own. */
const visitor = (changes: Partial<RequestFacts> = {}): RequestFacts => ({
  requestId: newId(),
  address: `10.0.${Math.floor(++visits / 250)}.${(visits % 250) + 1}`,
  userAgent: "Firefox",
  locale: "en",
  ...changes,
});

async function linkTo(targetType: string, targetId: string, input: Record<string, unknown> = {}) {
  const made = await perform(createSecureLink, { targetType, targetId, ...input }, maker);
  return { ...made, token: made.url.split("/s/")[1]! };
}

const recordLink = (input = {}) => linkTo("organizations", tenant.organizationId, input);

const open = async (token: string, facts = visitor()) =>
  openRecordLink(token, facts, await translator(facts.locale));

const log = async (linkId: string) =>
  (
    await prisma.secureLinkOpen.findMany({
      where: { linkId },
      orderBy: { id: "asc" },
      select: { outcome: true },
    })
  ).map((each) => each.outcome);

const later = (milliseconds: number): Date => new Date(Date.now() + milliseconds);

async function storedFile(createdById = tenant.operatorId): Promise<string> {
  const [id, storageKey, content] = [newId(), newStorageKey(), "id;name\n1;Acme\n"];
  await storage().put(storageKey, Readable.from([Buffer.from(content)]));
  await prisma.storedFile.create({
    data: {
      id,
      organizationId: tenant.organizationId,
      storageKey,
      name: "organizations.csv",
      contentType: "text/csv",
      bytes: content.length,
      sha256: "0",
      purpose: "import",
      createdById,
      createdAt: new Date(),
    },
    select: { id: true },
  });
  return id;
}

describe("a link to a record", () => {
  it("opens once, and every try is logged", async () => {
    const { token, secureLinkId } = await recordLink();
    expect(await open(token)).toMatchObject({ label: tenant.name, type: "Organization" });
    expect(await open(token)).toBe("used");
    expect(await log(secureLinkId)).toEqual(["opened", "used"]);
  });

  it("opens once, though many press at once", async () => {
    const { token, secureLinkId } = await recordLink();
    const tries = await Promise.all(Array.from({ length: 8 }, () => open(token)));
    expect(tries.filter((each) => typeof each !== "string")).toHaveLength(1);
    expect((await log(secureLinkId)).filter((outcome) => outcome === "opened")).toHaveLength(1);
  });

  it("is not used up by looking at it, and tells nothing of what it leads to", async () => {
    const { token, secureLinkId, expiresAt } = await recordLink();
    for (let look = 0; look < 3; look++)
      expect(await lookAtLink(token, visitor())).toEqual({ state: "ready", kind: "record", expiresAt });
    expect(await log(secureLinkId)).toEqual([]);
    expect(await open(token)).toMatchObject({ label: tenant.name });
    expect(await lookAtLink(token, visitor())).toEqual({ state: "used" });
    expect(await log(secureLinkId)).toEqual(["opened", "used"]);
  });

  it("shows the facts of its list in the visitor's language", async () => {
    const { token } = await recordLink();
    const record = await open(token, visitor({ locale: "zh" }));
    expect(record).toMatchObject({ type: "组织" });
    const facts = typeof record === "string" ? [] : record.facts;
    expect(facts.find((fact) => fact.column.key === "state")).toMatchObject({ value: "active" });
  });

  it("expires", async () => {
    const { token, secureLinkId } = await recordLink({ expiresInHours: 1 });
    expect(await withClock(later(hours(2)), () => open(token))).toBe("expired");
    expect(await log(secureLinkId)).toEqual(["expired"]);
  });

  it("can be withdrawn until it was opened", async () => {
    const { token, secureLinkId } = await recordLink();
    await perform(revokeSecureLink, { secureLinkId }, maker);
    expect(await open(token)).toBe("revoked");
    const other = await recordLink();
    await open(other.token);
    await expect(
      perform(revokeSecureLink, { secureLinkId: other.secureLinkId }, maker),
    ).rejects.toMatchObject({ reason: "governance.link_used" });
  });

  it("shows nothing its maker may not read any more, and is not used up by that", async () => {
    const { token, secureLinkId } = await recordLink();
    const where = { id: tenant.roleId };
    await prisma.role.update({ where, data: { permissions: [] }, select: { id: true } });
    expect(await open(token)).toBe("gone");
    await prisma.role.update({ where, data: { permissions: [...allPermissions] }, select: { id: true } });
    expect(await open(token)).toMatchObject({ label: tenant.name });
    expect(await log(secureLinkId)).toEqual(["gone", "opened"]);
  });

  it("stops with its maker's account", async () => {
    const { token } = await recordLink();
    await prisma.operator.update({
      where: { id: tenant.operatorId },
      data: { state: "disabled" },
      select: { id: true },
    });
    expect(await open(token)).toBe("gone");
  });
});

describe("a link to a file", () => {
  it("hands it out once", async () => {
    const { token, secureLinkId } = await linkTo("files", await storedFile());
    expect(await lookAtLink(token, visitor())).toMatchObject({ state: "ready", kind: "file" });
    expect(await openFileLink(token, visitor())).toMatchObject({ name: "organizations.csv" });
    expect(await openFileLink(token, visitor())).toBe("used");
    expect(await log(secureLinkId)).toEqual(["opened", "used"]);
  });

  it("does not open as a record", async () => {
    const { token } = await linkTo("files", await storedFile());
    await expect(open(token)).rejects.toMatchObject({ code: "not_found" });
    expect(await openFileLink(token, visitor())).toMatchObject({ name: "organizations.csv" });
  });

  it("is gone with the file", async () => {
    const fileId = await storedFile();
    const { token } = await linkTo("files", fileId);
    const { storageKey } = await prisma.storedFile.findUniqueOrThrow({
      where: { id: fileId },
      select: { storageKey: true },
    });
    await storage().delete(storageKey);
    expect(await openFileLink(token, visitor())).toBe("gone");
  });
});

describe("making a link", () => {
  it("takes what the maker can read", async () => {
    const other = await makeTenant(allPermissions);
    await expect(linkTo("organizations", other.organizationId)).rejects.toMatchObject({ code: "not_found" });
    await expect(linkTo("nothing", newId())).rejects.toMatchObject({ code: "invalid_input" });
    await expect(linkTo("files", newId())).rejects.toMatchObject({ code: "not_found" });
    const { operatorId } = await makeOperator(tenant, ["governance.secure-links.write"]);
    await expect(
      perform(
        createSecureLink,
        { targetType: "organizations", targetId: tenant.organizationId },
        callerAt(tenant, operatorId, ["governance.secure-links.write"]),
      ),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows the address this once and keeps it nowhere", async () => {
    const caller = { ...maker, idempotencyKey: newId() };
    const input = { targetType: "organizations", targetId: tenant.organizationId };
    const first = await execute(createSecureLink, input, caller);
    const url = first.status === "done" ? first.data.url : "";
    expect(url).toMatch(/^http:\/\/localhost:3000\/s\/[\w-]{43}$/);
    expect(await execute(createSecureLink, input, caller)).toMatchObject({ data: { url: null } });
    const token = url.split("/s/")[1]!;
    const tables = ["secure_link", "idempotency_key", "audit_entry", "outbox_event"];
    for (const table of tables) {
      const { rows } = await pool.query(`select 1 from ${table} t where t::text like $1`, [`%${token}%`]);
      expect(rows, table).toEqual([]);
    }
  });
});

describe("visitors", () => {
  it("who guess are stopped after thirty tries from one address", async () => {
    const facts = visitor({ address: "192.0.2.77" });
    const guesses: string[] = [];
    for (let guess = 0; guess < 32; guess++)
      guesses.push(
        await lookAtLink(newId().replaceAll("-", ""), facts).then(
          () => "",
          (error) => error.code,
        ),
      );
    expect(guesses.slice(0, 30)).toEqual(Array(30).fill("not_found"));
    expect(guesses.slice(30)).toEqual(["rate_limited", "rate_limited"]);
  });
});
