import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { Tenant } from "@/lib/core/testing/world";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { acceptUpload } from "@/lib/governance/files/upload";
import { previewImport } from "@/lib/governance/imports/preview";
import { readImport, readRowErrors } from "@/lib/governance/imports/read";
import {
  freshTenant,
  insideAndOut,
  madeIn,
  multipartOf,
  resultsOf,
  rowOf,
  run,
} from "@/lib/governance/testing/imports";

let tenant: Tenant;
let insider: Caller;
let stranger: Caller;

beforeAll(async () => {
  ({ tenant, insider, stranger } = await insideAndOut());
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
    const again = (await perform(importOrganizations, { fileId }, caller)).importId;
    await run(again);
    expect(await rowOf(again)).toMatchObject({ succeededRows: 3, failedRows: 1, warnedRows: 2 });
    const said = async (warnings: boolean) =>
      (await readRowErrors(again, { warnings }, caller)).map(({ row, field }) => [row, field]);
    expect(await said(true)).toEqual([
      [2, "name"],
      [5, "name"],
    ]);
    expect(await said(false)).toEqual([[3, "externalRef"]]);
    expect(
      (await resultsOf(again)).map(({ state, error, warning }) => [state, error === "", warning]),
    ).toEqual([
      ["created", true, expect.stringContaining(`name: ${number} has this name already.`)],
      ["failed", false, ""],
      ["created", true, ""],
      ["created", true, expect.stringContaining(`name: ${number} has this name already.`)],
    ]);
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
