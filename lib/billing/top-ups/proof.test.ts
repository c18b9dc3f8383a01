import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import sharp from "sharp";
import { expect, test } from "vitest";
import { addProof } from "@/lib/billing/top-ups/add-proof";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { createTopUp } from "@/lib/billing/top-ups/create";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { fileFor } from "@/lib/governance/files/read";
import { acceptUpload } from "@/lib/governance/files/upload";
import { allPermissions } from "@/lib/registry";

const upload = (content: Buffer, caller: Caller, name = "slip.png") =>
  acceptUpload(
    "multipart/form-data; boundary=x",
    Readable.from([
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      content,
      Buffer.from("\r\n--x--\r\n"),
    ]),
    caller,
    "top-up-proof",
  );

const staff = async (): Promise<Caller> => {
  const root = await platform();
  return callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
};

const transfer = (organizationId: string, proofFileId: string) => ({
  organizationId,
  amount: { amount: "50", currency: "USD" },
  channel: "bank_transfer",
  proofFileId,
});

test("a picture is written anew without what else it holds, belongs to its top-up, and is seen by whoever may see that", async () => {
  const [maker, tenant] = [await staff(), await makeTenant(allPermissions)];
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#246" } })
    .withExif({ IFD0: { Copyright: "taken at home" } })
    .jpeg()
    .toBuffer();
  expect(picture.toString("latin1")).toContain("taken at home");
  const { fileId } = await upload(Buffer.concat([picture, Buffer.from("<script>")]), maker);
  const file = await fileFor(fileId, maker);
  expect(file.contentType).toBe("image/jpeg");
  const chunks: Buffer[] = [];
  for await (const chunk of await storage().get(file.storageKey)) chunks.push(chunk as Buffer);
  const kept = Buffer.concat(chunks);
  expect(await sharp(kept).metadata()).toMatchObject({ width: 40, height: 20 });
  expect(kept.toString("latin1")).not.toMatch(/taken at home|<script>/);

  const insider = callerAt(tenant, tenant.operatorId, allPermissions);
  await expect(fileFor(fileId, insider)).rejects.toMatchObject({ code: "not_found" });
  await perform(createTopUp, transfer(tenant.organizationId, fileId), maker);
  expect((await fileFor(fileId, insider)).name).toBe("slip.png");
  const blind = callerAt(tenant, tenant.operatorId, ["governance.imports.read"]);
  await expect(fileFor(fileId, blind)).rejects.toMatchObject({ code: "not_found" });
  const other = await makeTenant(allPermissions);
  await expect(fileFor(fileId, callerAt(other, other.operatorId, allPermissions))).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await prisma.storedFile.findUniqueOrThrow({ where: { id: fileId } })).toMatchObject({
    expiresAt: null,
    organizationId: tenant.organizationId,
  });

  // It proves one transfer, and only its uploader may use it.
  await expect(perform(createTopUp, transfer(tenant.organizationId, fileId), maker)).rejects.toMatchObject({
    reason: "billing.no_such_proof",
  });
  const { fileId: second } = await upload(Buffer.from("%PDF-1.7 a slip"), maker, "slip.pdf");
  await expect(
    perform(createTopUp, transfer(tenant.organizationId, second), await staff()),
  ).rejects.toMatchObject({ reason: "billing.no_such_proof" });
});

test.each([
  ["a page of a website", Buffer.from("<html><script>alert(1)</script></html>")],
  ["a drawing that is a program", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["half a picture", Buffer.from("89504e470d0a1a0a", "hex")],
  ["nothing", Buffer.alloc(0)],
])("%s is no proof", async (_, content) => {
  const maker = await staff();
  await expect(upload(content, maker)).rejects.toMatchObject({ reason: "governance.not_a_document" });
  expect(
    await prisma.storedFile.count({
      where: { createdById: { equals: "operatorId" in maker.actor ? maker.actor.operatorId : null } },
    }),
  ).toBe(0);
});

test("what was not there when a transfer was recorded is added while it waits, and counts once", async () => {
  const [maker, tenant] = [await staff(), await makeTenant([])];
  const { proofFileId: _, ...bare } = transfer(tenant.organizationId, "");
  const { topUpId } = await perform(createTopUp, bare, maker);
  const picture = await sharp({ create: { width: 4, height: 2, channels: 3, background: "#246" } })
    .png()
    .toBuffer();
  const { fileId } = await upload(picture, maker);
  const channelRef = `TRN-${fileId}`;
  await expect(perform(addProof, { topUpId }, maker)).rejects.toMatchObject({ code: "invalid_input" });
  await perform(addProof, { topUpId, proofFileId: fileId, channelRef }, maker);
  const added = await prisma.topUp.findUniqueOrThrow({ where: { id: topUpId } });
  expect(added).toMatchObject({ proofFileId: fileId, channelRef, state: "pending" });
  const { topUpId: other } = await perform(createTopUp, bare, maker);
  await expect(perform(addProof, { topUpId: other, channelRef }, maker)).rejects.toMatchObject({
    reason: "billing.reference_taken",
  });
  await perform(confirmTopUp, { topUpId }, await staff());
  await expect(perform(addProof, { topUpId, channelRef: `${channelRef}-2` }, maker)).rejects.toMatchObject({
    reason: "wrong_state",
  });
});
