import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { after, hours, minutes, now, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { asRecords, list } from "@/lib/core/resource/list";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { cancelExport } from "@/lib/governance/exports/cancel";
import { createExport } from "@/lib/governance/exports/create";
import { giveUp, runExport } from "@/lib/governance/exports/run";
import { failBrokenOff, streamExport } from "@/lib/governance/exports/stream";
import { fileFor } from "@/lib/governance/files/read";
import { removeExpiredFiles } from "@/lib/governance/files/remove";
import { makePolicy } from "@/lib/governance/testing/policies";
import { allPermissions } from "@/lib/registry";
import { forgetSettings } from "@/lib/settings/settings/read";

let tenant: Tenant;
let other: Tenant;
let insider: Caller;
let stranger: Caller;

const names = [
  '=HYPERLINK("http://x")',
  "+1",
  "-1",
  "@x",
  "\ttab",
  "Ünïcode, 中文",
  'quo"ted',
  "two\nlines",
  "plain",
];

beforeAll(async () => {
  await platform();
  [tenant, other] = [await makeTenant(allPermissions), await makeTenant(allPermissions)];
  insider = callerAt(tenant, tenant.operatorId, allPermissions);
  stranger = callerAt(other, other.operatorId, allPermissions);
  for (const name of names)
    await prisma.organization.create({
      data: {
        id: newId(),
        number: `X${newId()}`,
        name,
        kind: "enterprise",
        parentId: tenant.organizationId,
        createdAt: now(),
        updatedAt: now(),
      },
      select: { id: true },
    });
  await perform(createOrganization, { name: "somebody else's", kind: "enterprise" }, stranger);
});

const columns = ["name", "kind", "createdAt", "version"];

async function finished(caller: Caller, query: Record<string, unknown> = { columns }): Promise<string> {
  const { exportId } = await perform(createExport, { resource: "organizations", query }, caller);
  expect(await runExport(exportId)).toBe("completed");
  return exportId;
}

const rowOf = (id: string) => prisma.export.findUniqueOrThrow({ where: { id } });

async function contentOf(exportId: string): Promise<string> {
  const { fileId } = await rowOf(exportId);
  const file = await prisma.storedFile.findUniqueOrThrow({ where: { id: fileId ?? "" } });
  // `text` would swallow a byte order mark.
  return (await buffer(await storage().get(file.storageKey))).toString();
}

describe("the file", () => {
  it("has the rows and order of the list, CRLF, and ends each line with the export's id", async () => {
    const exportId = await finished(insider, { columns, sort: "name" });
    const csv = await contentOf(exportId);
    const rows: string[][] = parse(csv, { record_delimiter: "\r\n" });
    expect(rows[0]).toEqual(["Name", "Kind", "Created", "Version", "Export id"]);
    const organizations = directory().resources.get("organizations")!;
    const page = await list(organizations, { filters: {}, sort: "name", columns }, insider);
    const shown = asRecords(page).map((record) => [
      record.kind,
      record.createdAt,
      String(record.version),
      exportId,
    ]);
    expect(rows.slice(1).map(([_, ...rest]) => rest)).toEqual(shown);
    expect(rows.length - 1).toBe(names.length + 1);
    expect(await rowOf(exportId)).toMatchObject({ state: "completed", rows: BigInt(names.length + 1) });
  });

  it("runs nothing in a spreadsheet and keeps every other character", async () => {
    const csv = await contentOf(await finished(insider, { columns: ["name"] }));
    const cells = parse(csv, { record_delimiter: "\r\n" }).map(([name]: string[]) => name);
    for (const name of names) expect(cells).toContain(/^[=+@\t-]/.test(name) ? `'${name}` : name);
  });

  it("speaks the reader's language and begins with a byte order mark when asked", async () => {
    const input = { resource: "organizations", query: { columns: ["name"] }, byteOrderMark: true };
    const { exportId } = await perform(createExport, input, { ...insider, locale: "zh" });
    await runExport(exportId);
    expect((await contentOf(exportId)).split("\r\n")[0]).toBe("\uFEFF名称,导出编号");
  });

  it("shows no row of another tenant, whatever the filters say", async () => {
    const csv = await contentOf(
      await finished(insider, { filters: { parentId: other.organizationId }, columns }),
    );
    expect(csv.split("\r\n")).toHaveLength(2);
    expect(await contentOf(await finished(insider))).not.toContain("somebody else");
  });
});

describe("asking for it", () => {
  it("needs the permission to export, and a list that can be asked", async () => {
    const reader = callerAt(tenant, tenant.operatorId, [
      "customers.organizations.read",
      "governance.exports.create",
    ]);
    await expect(perform(createExport, { resource: "organizations" }, reader)).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "customers.organizations.export" },
    });
    for (const input of [
      { resource: "nonsense" },
      { resource: "organizations", query: { filters: { nonsense: "1" } } },
      { resource: "organizations", query: { sort: "note" } },
      { resource: "organizations", query: { columns: ["nonsense"] } },
    ])
      await expect(perform(createExport, input, insider)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await prisma.export.count({ where: { resource: "nonsense" } })).toBe(0);
  });

  it("fails with its reason when the requester's rights are gone by the time it runs", async () => {
    const { operatorId, roleId } = await makeOperator(tenant, allPermissions);
    const caller = callerAt(tenant, operatorId, allPermissions);
    const { exportId } = await perform(createExport, { resource: "organizations" }, caller);
    await prisma.role.update({ where: { id: roleId }, data: { permissions: ["governance.exports.create"] } });
    expect(await runExport(exportId)).toBe("failed");
    expect((await rowOf(exportId)).error).toContain("customers.organizations.read");
    const told = await prisma.inboxItem.findMany({ where: { operatorId } });
    expect(told.map((item) => item.message)).toEqual(["governance.inbox.export_failed"]);
  });

  it("leaves one audit entry for asking and one for the file, and tells the requester", async () => {
    const exportId = await finished(insider);
    const entries = await prisma.auditEntry.findMany({
      where: { targetId: exportId },
      orderBy: { createdAt: "asc" },
    });
    expect(entries.map((entry) => [entry.action, entry.actorType])).toEqual([
      ["exports.create", "operator"],
      ["exports.complete", "system"],
    ]);
    const told = await prisma.inboxItem.findFirst({
      where: { operatorId: tenant.operatorId },
      orderBy: { createdAt: "desc" },
    });
    expect(told?.message).toBe("governance.inbox.export_ready");
  });
});

describe("its end", () => {
  it("comes only once: a canceled one is not written, a finished one not again", async () => {
    const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
    await perform(cancelExport, { exportId }, insider);
    expect(await runExport(exportId)).toBe("canceled");
    await expect(perform(cancelExport, { exportId }, insider)).rejects.toMatchObject({ code: "conflict" });
    const done = await finished(insider);
    const before = await rowOf(done);
    expect(await runExport(done)).toBe("completed");
    expect(await rowOf(done)).toEqual(before);
  });

  it("takes the place of what an attempt that died has left", async () => {
    const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
    await prisma.export.update({ where: { id: exportId }, data: { state: "running", rows: 3 } });
    await storage().put(exportId.replaceAll("-", ""), Readable.from([Buffer.from("half a fi")]));
    expect(await runExport(exportId)).toBe("completed");
    expect(await contentOf(exportId)).not.toContain("half a fi");
  });

  it("keeps nothing when it is called off while the file is written", async () => {
    const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
    const key = exportId.replaceAll("-", "");
    const running = runExport(exportId);
    await expect.poll(async () => (await rowOf(exportId)).state, { interval: 1 }).toBe("running");
    await perform(cancelExport, { exportId }, insider).catch(() => {});
    const ended = await running;
    expect(await storage().exists(key)).toBe(ended === "completed");
    expect((await rowOf(exportId)).state).toBe(ended);
  });

  it("is not somebody else's to bring about", async () => {
    const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
    await expect(perform(cancelExport, { exportId }, stranger)).rejects.toMatchObject({ code: "not_found" });
    const colleague = await makeOperator(tenant, ["governance.exports.create"]);
    const weak = callerAt(tenant, colleague.operatorId, ["governance.exports.create"]);
    await expect(perform(cancelExport, { exportId }, weak)).rejects.toMatchObject({ code: "not_found" });
    expect((await rowOf(exportId)).state).toBe("queued");
  });
});

describe("fetching it", () => {
  it("is for whoever may read and export the list now, within the scope", async () => {
    const { fileId } = await rowOf(await finished(insider));
    const id = fileId ?? "";
    expect((await fileFor(id, insider)).purpose).toBe("export");
    await expect(fileFor(id, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(fileFor(newId(), insider)).rejects.toMatchObject({ code: "not_found" });
    await expect(fileFor("../x", insider)).rejects.toMatchObject({ code: "not_found" });
    const without = (gone: string): Caller =>
      callerAt(
        tenant,
        tenant.operatorId,
        allPermissions.filter((name) => name !== gone),
      );
    await expect(fileFor(id, without("customers.organizations.export"))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(fileFor(id, without("customers.organizations.read"))).rejects.toMatchObject({
      code: "forbidden",
    });
    const { operatorId } = await makeOperator(tenant, []);
    const colleague = (permissions: readonly string[]) => callerAt(tenant, operatorId, permissions);
    expect((await fileFor(id, colleague(allPermissions))).id).toBe(id);
    await expect(
      fileFor(id, colleague(allPermissions.filter((name) => name !== "governance.exports.read"))),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves a list of one's own things to oneself", async () => {
    const { exportId } = await perform(createExport, { resource: "saved-views" }, insider);
    await runExport(exportId);
    const { fileId } = await rowOf(exportId);
    expect((await fileFor(fileId ?? "", insider)).id).toBe(fileId);
    const { operatorId } = await makeOperator(tenant, []);
    await expect(fileFor(fileId ?? "", callerAt(tenant, operatorId, allPermissions))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("ends with its time: the file is gone and the export says so", async () => {
    const exportId = await finished(insider);
    const { fileId } = await rowOf(exportId);
    const key = exportId.replaceAll("-", "");
    const later = after(now(), hours(73));
    await withClock(later, async () => {
      await expect(fileFor(fileId ?? "", insider)).rejects.toMatchObject({ code: "not_found" });
      await removeExpiredFiles();
    });
    expect(await storage().exists(key)).toBe(false);
    expect(await rowOf(exportId)).toMatchObject({ state: "expired", fileId: null });
    expect(await prisma.storedFile.count({ where: { id: fileId ?? "" } })).toBe(0);
  });
});

describe("a short one", () => {
  const start = (caller: Caller) =>
    streamExport("organizations", { filters: {}, columns: ["name"] }, { byteOrderMark: false }, caller);

  it("is sent at once and leaves the same row and the same trace", async () => {
    const outcome = await start(insider);
    if (outcome.status !== "streaming") throw new Error("was not streamed");
    expect(await rowOf(outcome.exportId)).toMatchObject({ state: "running" });
    expect((await text(outcome.content)).split("\r\n")).toHaveLength(names.length + 3);
    expect(await rowOf(outcome.exportId)).toMatchObject({ state: "completed", fileId: null });
    const entries = await prisma.auditEntry.findMany({ where: { targetId: outcome.exportId } });
    expect(entries.map((entry) => entry.action)).toEqual(["exports.create"]);
  });

  it("says failed when the reader went away", async () => {
    const outcome = await start(insider);
    if (outcome.status !== "streaming") throw new Error("was not streamed");
    for await (const chunk of outcome.content) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(async () => (await rowOf(outcome.exportId)).state).toBe("failed");
  });

  it("whose process died says failed an hour later, and one that a job writes does not", async () => {
    const outcome = await start(insider);
    if (outcome.status !== "streaming") throw new Error("was not streamed");
    const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
    const startedAt = new Date(now().getTime() + 1000);
    await prisma.export.update({ where: { id: exportId }, data: { state: "running", startedAt } });
    const failedAt = (age: number) => withClock(new Date(now().getTime() + age), failBrokenOff);
    expect(await failedAt(minutes(59))).toBe(0);
    expect(await failedAt(minutes(61))).toBe(1);
    expect((await rowOf(outcome.exportId)).state).toBe("failed");
    expect((await rowOf(exportId)).state).toBe("running");
    outcome.content.destroy();
  });

  it("waits for approval where a policy says so, and no file leaves before", async () => {
    const { operatorId } = await makeOperator(tenant, allPermissions);
    const id = await makePolicy(tenant.organizationId, "exports.create");
    const outcome = await start(callerAt(tenant, operatorId, allPermissions));
    expect(outcome).toMatchObject({ status: "waiting", approvalId: expect.any(String) });
    expect(await prisma.export.count({ where: { operatorId } })).toBe(0);
    await prisma.approvalPolicy.delete({ where: { id } });
  });

  it("is refused when it is long", async () => {
    await prisma.setting.create({
      data: { key: "exports", version: 1000, value: { streamLimit: 3, expireHours: 1 }, createdAt: now() },
    });
    forgetSettings();
    await expect(start(insider)).rejects.toMatchObject({
      reason: "governance.export_too_long",
      params: { limit: 3 },
    });
    await prisma.setting.deleteMany({ where: { version: 1000 } });
    forgetSettings();
  });
});

it("an export given up from outside says why", async () => {
  const { exportId } = await perform(createExport, { resource: "organizations" }, insider);
  await giveUp(exportId, new AppError("unavailable", "governance.transfer_gave_up"));
  expect((await rowOf(exportId)).error).toMatch(/several times/);
  const again = execute(cancelExport, { exportId }, insider);
  await expect(again).rejects.toMatchObject({ code: "conflict" });
});
