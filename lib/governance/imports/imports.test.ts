import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeOperator, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { acceptUpload } from "@/lib/governance/files/upload";
import { readRowErrors } from "@/lib/governance/imports/read";
import {
  freshTenant,
  imported,
  insideAndOut,
  madeIn,
  multipartOf,
  resultsOf,
  rowOf,
  run,
  start,
} from "@/lib/governance/testing/imports";
import { makePolicy } from "@/lib/governance/testing/policies";
import { allPermissions } from "@/lib/registry";

let insider: Caller;
let stranger: Caller;

beforeAll(async () => {
  ({ insider, stranger } = await insideAndOut());
});

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
