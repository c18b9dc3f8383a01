import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { storage } from "@/lib/core/storage/current";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { removeExpiredFiles } from "@/lib/governance/files/remove";
import { acceptUpload } from "@/lib/governance/files/upload";
import { allPermissions } from "@/lib/registry";
import { attachmentFile } from "@/lib/support/support-tickets/attachment";
import { noteOnTicket } from "@/lib/support/support-tickets/note";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";

let scene: Scene;
let picture: Buffer;

beforeAll(async () => {
  await platform();
  scene = await supportScene();
  picture = await sharp({ create: { width: 1200, height: 600, channels: 3, background: "#246" } })
    .withExif({ IFD0: { Copyright: "taken at home" } })
    .jpeg()
    .toBuffer();
});

const upload = (content: Buffer, name: string, caller: Caller) =>
  acceptUpload(
    "multipart/form-data; boundary=x",
    Readable.from([
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      content,
      Buffer.from("\r\n--x--\r\n"),
    ]),
    caller,
    "support-attachment",
  );

async function contentOf(storageKey: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await storage().get(storageKey)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

it("shows a picture small to whoever may see its comment, and to nobody else", async () => {
  const { customer, agent } = scene;
  const shot = await upload(picture, "shot.jpg", customer);
  const paper = await upload(Buffer.from("%PDF-1.7 a page"), "page.pdf", customer);
  const { ticketId } = await perform(
    openSupportTicket,
    {
      type: "technical",
      subject: "It does not start",
      body: "See the picture.",
      fileIds: [shot.fileId, paper.fileId],
    },
    customer,
  );
  const [comment] = (await readSupportTicket(ticketId, customer)).comments;
  expect(comment?.attachments.map(({ name, thumbnail }) => [name, thumbnail])).toEqual([
    ["shot.jpg", true],
    ["page.pdf", false],
  ]);
  const [image, document] = comment!.attachments.map(({ id }) => id);
  const small = await attachmentFile(image!, "thumbnail", agent);
  const bytes = await contentOf(small.storageKey);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 360, height: 180 });
  expect(bytes.toString("latin1")).not.toContain("taken at home");
  expect((await attachmentFile(image!, "full", customer)).name).toBe("shot.jpg");
  expect((await failureOf(attachmentFile(document!, "thumbnail", customer))).code).toBe("not_found");
  const stranger = await makeTenant(allPermissions);
  const elsewhere = callerAt(stranger, stranger.operatorId, allPermissions);
  for (const size of ["full", "thumbnail"] as const)
    expect((await failureOf(attachmentFile(image!, size, elsewhere))).code).toBe("not_found");

  const note = await upload(picture, "internal.jpg", agent);
  await perform(noteOnTicket, { ticketId, body: "For us.", fileIds: [note.fileId] }, agent);
  const internal = (await readSupportTicket(ticketId, agent)).comments.at(-1)!.attachments[0]!.id;
  expect((await attachmentFile(internal, "thumbnail", agent)).contentType).toBe("image/webp");
  for (const size of ["full", "thumbnail"] as const)
    expect((await failureOf(attachmentFile(internal, size, customer))).code).toBe("not_found");
});

it("keeps the small picture as long as the picture", async () => {
  const { customer } = scene;
  const used = await upload(picture, "used.jpg", customer);
  const unused = await upload(picture, "unused.jpg", customer);
  await perform(
    openSupportTicket,
    { type: "technical", subject: "Again", body: "It stopped.", fileIds: [used.fileId] },
    customer,
  );
  const rows = await prisma.storedFile.findMany({
    where: { id: { in: [used.fileId, unused.fileId] } },
    select: { id: true, storageKey: true, thumbnail: { select: { id: true, storageKey: true } } },
  });
  const [kept, gone] = [used, unused].map(({ fileId }) => rows.find(({ id }) => id === fileId)!);
  await withClock(new Date(Date.now() + days(8)), async () => {
    await removeExpiredFiles();
  });
  expect(await contentOf(kept!.thumbnail!.storageKey)).not.toHaveLength(0);
  for (const { id, storageKey } of [gone!, gone!.thumbnail!]) {
    expect(await prisma.storedFile.count({ where: { id } })).toBe(0);
    await expect(contentOf(storageKey)).rejects.toThrow();
  }
});
