import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { beginImport, continueImport, finishImport } from "@/lib/governance/imports/run";
import { allPermissions } from "@/lib/registry";

/** An organization with whoever imports into it, and somebody of another one. */
export async function insideAndOut(): Promise<{ tenant: Tenant; insider: Caller; stranger: Caller }> {
  await platform();
  const [outside, inside] = [await freshTenant(), await freshTenant()];
  return { tenant: inside.tenant, insider: inside.caller, stranger: outside.caller };
}

export async function freshTenant(): Promise<{ tenant: Tenant; caller: Caller }> {
  const fresh = await makeTenant(allPermissions);
  return { tenant: fresh, caller: callerAt(fresh, fresh.operatorId, allPermissions) };
}

export const start = async (
  csv: string,
  caller: Caller,
  options: { dryRun?: boolean } = {},
): Promise<string> => {
  const { importId } = await perform(importOrganizations, { csv, ...options }, caller);
  return importId;
};

/** What the job does, one step after the other. */
export async function run(importId: string): Promise<void> {
  let { next } = await beginImport(importId);
  while (typeof next === "object") ({ next } = await continueImport(importId, next));
  if (next === "finish") await finishImport(importId);
}

export const rowOf = (id: string) => prisma.import.findUniqueOrThrow({ where: { id } });

export async function resultsOf(importId: string): Promise<Record<string, string>[]> {
  const { resultFileId } = await rowOf(importId);
  const file = await prisma.storedFile.findUniqueOrThrow({ where: { id: resultFileId ?? "" } });
  return parse(await text(await storage().get(file.storageKey)), { columns: true });
}

export const madeIn = (place: Tenant) =>
  prisma.organization.findMany({
    where: { parentId: place.organizationId },
    select: { name: true, kind: true, externalRef: true, country: true, currency: true },
    orderBy: { name: "asc" },
  });

export async function imported(csv: string, options = {}) {
  const fresh = await freshTenant();
  const importId = await start(csv, fresh.caller, options);
  await run(importId);
  return { ...fresh, importId, made: await madeIn(fresh.tenant) };
}

export async function* multipartOf(content: Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
  yield content;
  yield Buffer.from("\r\n--x--\r\n");
}
