import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { acceptUpload } from "@/lib/governance/files/upload";
import { cancelImport } from "@/lib/governance/imports/cancel";
import { doRows } from "@/lib/governance/imports/do-rows";
import { loadImport } from "@/lib/governance/imports/load";
import { previewImport } from "@/lib/governance/imports/preview";
import { readImport, readRowErrors } from "@/lib/governance/imports/read";
import { beginImport, continueImport, finishImport } from "@/lib/governance/imports/run";
import { makePolicy } from "@/lib/governance/testing/policies";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let other: Tenant;
let insider: Caller;
let stranger: Caller;

beforeAll(async () => {
  await platform();
  other = await makeTenant(allPermissions);
  stranger = callerAt(other, other.operatorId, allPermissions);
  tenant = await makeTenant(allPermissions);
  insider = callerAt(tenant, tenant.operatorId, allPermissions);
});

async function freshTenant(): Promise<{ tenant: Tenant; caller: Caller }> {
  const fresh = await makeTenant(allPermissions);
  return { tenant: fresh, caller: callerAt(fresh, fresh.operatorId, allPermissions) };
}

const start = async (csv: string, caller: Caller, options: { dryRun?: boolean } = {}): Promise<string> => {
  const { importId } = await perform(importOrganizations, { csv, ...options }, caller);
  return importId;
};

/** What the job does, one step after the other. */
async function run(importId: string): Promise<void> {
  let { next } = await beginImport(importId);
  while (typeof next === "object") ({ next } = await continueImport(importId, next));
  if (next === "finish") await finishImport(importId);
}

const rowOf = (id: string) => prisma.import.findUniqueOrThrow({ where: { id } });

async function resultsOf(importId: string): Promise<Record<string, string>[]> {
  const { resultFileId } = await rowOf(importId);
  const file = await prisma.storedFile.findUniqueOrThrow({ where: { id: resultFileId ?? "" } });
  return parse(await text(await storage().get(file.storageKey)), { columns: true });
}

const madeIn = (place: Tenant) =>
  prisma.organization.findMany({
    where: { parentId: place.organizationId },
    select: { name: true, kind: true, externalRef: true, country: true, currency: true },
    orderBy: { name: "asc" },
  });

async function imported(csv: string, options = {}) {
  const fresh = await freshTenant();
  const importId = await start(csv, fresh.caller, options);
  await run(importId);
  return { ...fresh, importId, made: await madeIn(fresh.tenant) };
}

describe("a file", () => {
  it.each([
    ["with a byte order mark and CRLF", "\uFEFFname,kind\r\nNorth,enterprise\r\nSouth,reseller\r\n"],
    ["with semicolons and no last line end", "name;kind\nNorth;enterprise\nSouth;reseller"],
    ["with tabs and old Mac line ends", "name\tkind\rNorth\tenterprise\rSouth\treseller\r"],
    ["with quotes and blank lines", '"name","kind"\n"North",enterprise\n\n\n"South","reseller"\n'],
    ["with labels for columns and values", "Name,Kind\nNorth,Enterprise\nSouth,Reseller\n"],
    ["with Chinese labels, in another order", "类型,名称\n企业,North\n代理商,South\n"],
  ])("is read %s", async (_, csv) => {
    const { importId, made } = await imported(csv);
    expect(await rowOf(importId)).toMatchObject({
      state: "completed",
      totalRows: 2,
      succeededRows: 2,
      error: null,
    });
    expect(made.map(({ name, kind }) => [name, kind])).toEqual([
      ["North", "enterprise"],
      ["South", "reseller"],
    ]);
  });

  it("keeps what stands in quotes, counts rows as a spreadsheet does", async () => {
    const { importId, made } = await imported(
      'name,kind,note\n"A ""B"", Ltd",enterprise,"two\nlines"\n\nX,nonsense,\n',
    );
    expect(made.map(({ name }) => name)).toEqual(['A "B", Ltd']);
    expect((await readRowErrors(importId, {}, await callerOf(importId))).map(({ row }) => row)).toEqual([4]);
  });

  const callerOf = async (importId: string): Promise<Caller> => {
    const { organizationId, operatorId } = await rowOf(importId);
    const { path } = await prisma.$queryRaw<[{ path: string }]>`
      select path::text from organization where id = ${organizationId}::uuid`.then(([row]) => row);
    return callerAt({ organizationId, path }, operatorId, allPermissions);
  };

  it.each([
    ["an unknown column", "name,kind,colour\n", "colour"],
    ["a missing column", "name\n", "kind"],
    ["a column twice", "name,kind,Name\n", "Name"],
  ])("is refused at once for %s, and nothing is written", async (_, csv, path) => {
    const imports = await prisma.import.count();
    await expect(start(csv, insider)).rejects.toMatchObject({
      code: "invalid_input",
      reason: "governance.wrong_header",
      details: { fields: [expect.objectContaining({ path })] },
    });
    expect(await prisma.import.count()).toBe(imports);
  });

  it("is refused when it is no CSV", async () => {
    const upload = async (content: Buffer) => {
      const kept = await acceptUpload("multipart/form-data; boundary=x", multipartOf(content), insider);
      return perform(importOrganizations, { fileId: kept.fileId }, insider);
    };
    await expect(upload(Buffer.from("name,kind\n", "utf16le"))).rejects.toMatchObject({
      reason: "governance.not_csv",
    });
    await expect(upload(Buffer.from("name,kind\nMünchen,enterprise\n", "latin1"))).rejects.toMatchObject({
      reason: "csv_not_utf8",
    });
    await expect(
      upload(Buffer.from('name,kind\n"x')).then(({ importId }) => runTo(importId)),
    ).resolves.toMatchObject({
      state: "failed",
      error: expect.stringContaining("row 2"),
    });
    await expect(start("name,kind\n", insider).then(runTo)).resolves.toMatchObject({ state: "failed" });
  });

  const runTo = async (importId: string) => {
    await run(importId);
    return rowOf(importId);
  };
});

async function* multipartOf(content: Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
  yield content;
  yield Buffer.from("\r\n--x--\r\n");
}

const nasty = [
  "name,kind,parent,email,country,externalRef",
  "Good,enterprise,,a@example.test,de,G-1",
  ",enterprise,,,,",
  "Bad kind,planet,,,,",
  "Bad mail,enterprise,,nonsense,DE,",
  "Good,enterprise,,a@example.test,de,G-1",
  "Same ref,enterprise,,,,G-1",
  "Branch,reseller,G-1,,,B-1",
  "Leaf,individual,B-1,,,L-1",
  "Below a leaf,enterprise,L-1,,,",
  "Below nothing,enterprise,NOPE,,,",
  "Too early,enterprise,LATE,,,",
  "Late,enterprise,,,,LATE",
  "Below the faulty,enterprise,F-1,,,",
  "Faulty,planet,,,,F-1",
  "Few cells,enterprise",
  `Taken,enterprise,,,,TAKEN`,
  "Below a stranger,enterprise,STRANGER,,,",
].join("\n");

describe("rows", () => {
  let caller: Caller;
  let place: Tenant;
  const verdicts = async (dryRun: boolean) => {
    const importId = await start(nasty, caller, { dryRun });
    await run(importId);
    const results = await resultsOf(importId);
    return { importId, results, good: results.filter((row) => row.error === "").map((row) => row.name) };
  };

  beforeAll(async () => {
    ({ tenant: place, caller } = await freshTenant());
    await perform(createOrganization, { name: "Taken", kind: "enterprise", externalRef: "TAKEN" }, caller);
    await perform(
      createOrganization,
      { name: "Theirs", kind: "reseller", externalRef: "STRANGER" },
      stranger,
    );
  });

  it("are judged by a dry run, which makes nothing, as by the import itself, which makes them as the requester", async () => {
    const dry = await verdicts(true);
    expect(await prisma.organization.count({ where: { name: { in: ["Good", "Branch", "Late"] } } })).toBe(0);
    expect(await rowOf(dry.importId)).toMatchObject({ succeededRows: 4, failedRows: 13, totalRows: 17 });
    const real = await verdicts(false);
    expect(real.good).toEqual(["Good", "Branch", "Leaf", "Late"]);
    expect(dry.good).toEqual(real.good);
    expect(dry.results.map((row) => [row.row, row.error])).toEqual(
      real.results.map((row) => [row.row, row.error]),
    );

    const made = await prisma.organization.findMany({
      where: { name: { in: ["Good", "Branch", "Leaf", "Late"] } },
      select: { id: true, name: true, country: true, parent: { select: { name: true } } },
    });
    expect(Object.fromEntries(made.map((entry) => [entry.name, entry.parent?.name]))).toEqual({
      Good: place.name,
      Branch: "Good",
      Leaf: "Branch",
      Late: place.name,
    });
    expect(made.find(({ name }) => name === "Good")?.country).toBe("DE");
    const entries = await prisma.auditEntry.findMany({
      where: { action: "organizations.create", targetId: { in: made.map(({ id }) => id) } },
    });
    expect(entries.map((entry) => entry.actorId)).toEqual(made.map(() => place.operatorId));
  });

  it("say what is wrong with which cell, in the reader's words", async () => {
    const importId = await start("name,kind,email\n,planet,x\n", { ...caller, locale: "zh" });
    await run(importId);
    const errors = await readRowErrors(importId, {}, caller);
    expect(errors.map(({ field, value }) => [field, value])).toEqual([
      ["email", "x"],
      ["kind", "planet"],
      ["name", ""],
    ]);
    expect(errors.map(({ message }) => message).join("")).toMatch(/\p{Script=Han}/u);
    await expect(readRowErrors(importId, {}, stranger)).rejects.toMatchObject({ code: "not_found" });
  });

  it("need the permission of their command: what the requester lost, they lack", async () => {
    const permissions = ["customers.organizations.import", "governance.imports.read"];
    const { operatorId } = await makeOperator(place, permissions);
    const weak = callerAt(place, operatorId, permissions);
    const importId = await start("name,kind\nMine,enterprise\n", weak);
    await run(importId);
    expect(await rowOf(importId)).toMatchObject({ state: "completed", failedRows: 1 });
    const [error] = await readRowErrors(importId, {}, weak);
    expect(error?.message).toContain("customers.organizations.write");
  });

  it("wait where a policy asks for approval", async () => {
    const fresh = await freshTenant();
    await makePolicy(fresh.tenant.organizationId, "organizations.create");
    const importId = await start("name,kind\nA,enterprise\nB,enterprise\n", fresh.caller);
    await run(importId);
    expect((await resultsOf(importId)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await rowOf(importId)).toMatchObject({ succeededRows: 0, waitingRows: 2, failedRows: 0 });
    const told = await prisma.inboxItem.findFirst({
      where: { operatorId: fresh.tenant.operatorId, href: "governance/imports" },
      select: { message: true, params: true },
    });
    expect(told).toMatchObject({ message: "governance.inbox.import_waits", params: { waiting: 2 } });
    expect(await madeIn(fresh.tenant)).toEqual([]);
  });
});

describe("a job", () => {
  const many = (count: number): string =>
    `name,kind,externalRef\n${Array.from({ length: count }, (_, index) => `N${index},enterprise,R${index}`).join("\n")}\n`;

  it("that dies in the middle goes on without doing a row twice", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(500), caller);
    const { next } = await beginImport(importId);
    if (typeof next !== "object") throw new Error("there was nothing to do");
    // It dies after a whole batch and half of the next: the engine knows of neither.
    const loaded = await loadImport(importId);
    let calls = 0;
    const dying = {
      ...loaded,
      importer: {
        ...loaded.importer,
        prepare: async (...given: Parameters<typeof loaded.importer.prepare>) => {
          if (++calls === 2) {
            const [rows, context] = given;
            const prepared = await loaded.importer.prepare(rows, context);
            return prepared.map((entry, index) => {
              if (index !== 120) return entry;
              return {
                get input(): unknown {
                  throw new Error("the process died");
                },
              };
            });
          }
          return loaded.importer.prepare(...given);
        },
      },
    };
    await expect(doRows(dying, next)).rejects.toThrow("the process died");
    const before = await prisma.organization.count({ where: { parentId: place.organizationId } });
    expect(before).toBeGreaterThanOrEqual(200);
    expect(before).toBeLessThan(500);
    let step = await continueImport(importId, next);
    while (typeof step.next === "object") step = await continueImport(importId, step.next);
    await finishImport(importId);
    expect(await rowOf(importId)).toMatchObject({ state: "completed", succeededRows: 500, failedRows: 0 });
    expect(await prisma.organization.count({ where: { parentId: place.organizationId } })).toBe(500);
    expect(
      (await resultsOf(importId)).every(
        ({ state, number }) => state === "created" && /^ORG/.test(number ?? ""),
      ),
    ).toBe(true);
  }, 60_000);

  it("loses no row to a neighbour that the command refuses", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(60), caller);
    await beginImport(importId);
    const loaded = await loadImport(importId);
    const strict = {
      ...loaded,
      importer: {
        ...loaded.importer,
        // What only the command itself finds out.
        prepare: async (...given: Parameters<typeof loaded.importer.prepare>) =>
          (await loaded.importer.prepare(...given)).map((entry, index) =>
            index === 7 ? { input: { name: "", kind: "enterprise" } } : entry,
          ),
      },
    };
    await doRows(strict, { ...loaded.layout.start, processed: 0, succeeded: 0, waiting: 0, failed: 0 });
    expect(await rowOf(importId)).toMatchObject({ succeededRows: 59, failedRows: 1 });
    expect(await madeIn(place)).toHaveLength(59);
    expect((await readRowErrors(importId, {}, caller)).map(({ row, field }) => [row, field])).toEqual([
      [9, "name"],
    ]);
  });

  it("goes on from where a step left off, also behind characters of several bytes", async () => {
    const { tenant: place, caller } = await freshTenant();
    const csv = `\uFEFFname,kind\r\n${Array.from({ length: 450 }, (_, index) => `"组织 ""${index}""\né",enterprise`).join("\r\n")}`;
    const importId = await start(csv, caller);
    await beginImport(importId);
    const loaded = await loadImport(importId);
    const first = { ...loaded.layout.start, processed: 0, succeeded: 0, waiting: 0, failed: 0 };
    const realNow = Date.now;
    let asked = 0;
    // Time flies: each step ends after one batch.
    Date.now = () => realNow() + asked++ * 60_000;
    try {
      const second = await doRows(loaded, first);
      expect(second).toMatchObject({ row: 201, processed: 200 });
      const third = await doRows(loaded, second!);
      expect(third).toMatchObject({ row: 401, processed: 400 });
      await doRows(loaded, third!);
    } finally {
      Date.now = realNow;
    }
    const made = await madeIn(place);
    expect(new Set(made.map(({ name }) => name)).size).toBe(450);
    expect(made[0]?.name).toMatch(/^组织 "\d+"\né$/);
  }, 60_000);

  it("stops when it is called off, and leaves what is done", async () => {
    const { tenant: place, caller } = await freshTenant();
    const importId = await start(many(300), caller);
    const { next } = await beginImport(importId);
    await perform(cancelImport, { importId }, caller);
    if (typeof next !== "object") throw new Error("there was nothing to do");
    expect(await continueImport(importId, next)).toEqual({ next: "nothing" });
    expect(await rowOf(importId)).toMatchObject({ state: "canceled" });
    expect(await madeIn(place)).toEqual([]);
    await expect(perform(cancelImport, { importId }, caller)).rejects.toMatchObject({ code: "conflict" });
  });

  it("ends when its requester may no longer act", async () => {
    const { operatorId } = await makeOperator(tenant, allPermissions);
    const importId = await start("name,kind\nX,enterprise\n", callerAt(tenant, operatorId, allPermissions));
    await prisma.operator.update({ where: { id: operatorId }, data: { state: "disabled" } });
    await run(importId);
    expect(await rowOf(importId)).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/no longer/),
    });
  });
});

describe("an upload", () => {
  const upload = (caller: Caller, content: string) =>
    acceptUpload("multipart/form-data; boundary=x", multipartOf(Buffer.from(content)), caller);

  it("is read by an import of its owner, who sees it beforehand", async () => {
    const { tenant: place, caller } = await freshTenant();
    const { fileId } = await upload(
      caller,
      "name,kind,email\nNorth,enterprise,\nBad,planet,x\nSouth,enterprise,\n",
    );
    const preview = await previewImport("organizations", { fileId }, { limit: 2 }, caller);
    expect(preview).toMatchObject({
      delimiter: ",",
      more: true,
      columns: [{ key: "name", label: "Name", required: true }, { key: "kind" }, { key: "email" }],
    });
    expect(preview.rows.map(({ row, faults }) => [row, faults.map(({ field }) => field)])).toEqual([
      [2, []],
      [3, ["kind", "email"]],
    ]);
    const { importId } = await perform(importOrganizations, { fileId }, caller);
    await run(importId);
    expect((await madeIn(place)).map(({ name }) => name)).toEqual(["North", "South"]);
  });

  it("is warned about names that are there already, which are in no row's way", async () => {
    const { caller, tenant: place } = await freshTenant();
    const csv = "name,kind,externalRef\nNorth,enterprise,\nSouth,enterprise,S-1\n";
    const { importId } = await perform(importOrganizations, { csv }, caller);
    await run(importId);
    const { fileId } = await upload(caller, `${csv}East,enterprise,\nNorth,enterprise,N-2\n`);
    const warningsFor = async (locale: "en" | "zh") =>
      (await previewImport("organizations", { fileId }, {}, { ...caller, locale })).rows.map(
        ({ faults, warnings }) => [faults.map(({ field }) => field), warnings.map(({ message }) => message)],
      );
    const [north] = await madeIn(place);
    const { number } = await prisma.organization.findFirstOrThrow({
      where: { parentId: place.organizationId, name: north!.name },
      select: { number: true },
    });
    expect(await warningsFor("en")).toEqual([
      [[], [expect.stringContaining(`${number} has this name already.`)]],
      [["externalRef"], []],
      [[], []],
      // With a reference it is made once, however often the file is imported.
      [[], [`${number} has this name already. This row makes another organization of that name.`]],
    ]);
    expect((await warningsFor("zh"))[0]![1]).toEqual([expect.stringContaining(`${number} 已使用此名称。`)]);
    await run((await perform(importOrganizations, { fileId }, caller)).importId);
    expect((await madeIn(place)).map(({ name }) => name).sort()).toEqual([
      "East",
      "North",
      "North",
      "North",
      "South",
    ]);
  });

  it("is checked and imported by jobs that lead to each other, with files of different names", async () => {
    const { caller } = await freshTenant();
    const { fileId } = await upload(caller, "name,kind\nNorth,enterprise\n");
    const start = async (dryRun: boolean) => {
      const { importId } = await perform(importOrganizations, { fileId, dryRun }, caller);
      await run(importId);
      const { twin, resultFileId } = await readImport(importId, caller);
      const { name } = await prisma.storedFile.findUniqueOrThrow({
        where: { id: resultFileId ?? "" },
        select: { name: true },
      });
      return { importId, twin: twin?.id, name };
    };
    const check = await start(true);
    const real = await start(false);
    expect(check).toMatchObject({ twin: undefined, name: "organizations-check-result.csv" });
    expect(real).toMatchObject({ twin: check.importId, name: "organizations-import-result.csv" });
    expect((await readImport(check.importId, caller)).twin?.id).toBe(real.importId);
  });

  it("is nobody else's", async () => {
    const { fileId } = await upload(insider, "name,kind\nNorth,enterprise\n");
    for (const attempt of [
      () => perform(importOrganizations, { fileId }, stranger),
      () => previewImport("organizations", { fileId }, {}, stranger),
      () =>
        perform(
          importOrganizations,
          { csv: "name,kind\nx,enterprise\n", parentId: tenant.organizationId },
          stranger,
        ),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  });

  it("is broken off over the limit, and nothing is kept", async () => {
    const before = await prisma.storedFile.count();
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
      for (;;) yield Buffer.alloc(1024 * 1024, "a");
    }
    await expect(acceptUpload("multipart/form-data; boundary=x", endless(), insider)).rejects.toMatchObject({
      code: "payload_too_large",
      params: { megabytes: 50 },
    });
    expect(await prisma.storedFile.count()).toBe(before);
  });

  it("needs to be a multipart form with a file", async () => {
    const of = (body: string, type = "multipart/form-data; boundary=x") =>
      acceptUpload(type, Readable.from([Buffer.from(body)]), insider);
    for (const attempt of [
      () => of("", "application/json"),
      () => of(""),
      () => of("--x\r\n"),
      () => of("--x--\r\n"),
      () => of('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'),
      () => of('--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "invalid_input" });
  });
});
