import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError, invalidInput } from "@/lib/core/errors";
import { answersOf } from "@/lib/core/idempotency";
import { parseInput } from "@/lib/core/input";
import { addTicketImage, imageKinds } from "@/lib/field-service/service-tickets/add-image";
import { decodePhoto, dropPhoto, keepPhoto, wholePhoto } from "@/lib/field-service/service-tickets/decode";
import { moment } from "@/lib/field-service/service-tickets/fields";
import { multipart } from "@/lib/governance/files/multipart";
import { setting } from "@/lib/settings/settings/read";

const fields = z.strictObject({
  type: z.string().toLowerCase().pipe(z.enum(imageKinds)).default("receipt"),
  version: z.coerce.number().int().positive().optional(),
  happenedAt: moment.optional(),
});

/** What a form's field may hold; the photo itself has the limit of the setting. In bytes. */
const longestField = 200;

type Upload = { contentType: string | null; body: AsyncIterable<Uint8Array> };

/**
 * Takes a photo for a ticket: a multipart body with the photo as `file` and `type` (`RECEIPT` or `PROBLEM`), `version` and
 * `happenedAt` beside it. Nothing of a refused one is kept.
 * @param only the kind the sender may add, where they may not choose.
 * @throws not_found for somebody else's ticket, before anything is read; payload_too_large over the setting
 * `fieldService.maxUploadMegabytes`; rule_violation when it is no picture; conflict when the ticket has it already.
 */
export async function uploadTicketImage(
  ticketId: string,
  { contentType, body }: Upload,
  caller: Caller,
  only?: (typeof imageKinds)[number],
): Promise<{ imageId: string; number: string; kind: string; version: number }> {
  await requireOpenTicket(ticketId, caller);
  const { photo, ...given } = await readForm({ contentType, body });
  const { type, ...rest } = parseInput(fields, given);
  const decoded = await decodePhoto(photo);
  const image = await keepPhoto(ticketId, decoded);
  const input = { ticketId, kind: only ?? type, image, ...rest };
  const added = await perform(addTicketImage, input, caller).catch(async (error: unknown) => {
    // What broke off may have been recorded all the same; what was not is taken for left over within a day.
    if (error instanceof AppError) await dropPhoto(image);
    throw error;
  });
  // A repeat gets the first one's answer, and what was kept just now belongs to nobody.
  const kept = await prisma.serviceTicketImage.findUnique({
    where: { id: added.imageId },
    select: { file: { select: { storageKey: true } } },
  });
  if (kept?.file.storageKey !== image.file.storageKey) await dropPhoto(image);
  return added;
}

/**
 * Turns away who may not add to the ticket before anything is read. A photo that arrived while they still might is let through
 * once more: its repeat gets the answer it got then.
 */
async function requireOpenTicket(ticketId: string, caller: Caller): Promise<void> {
  try {
    await addTicketImage.scope({ ticketId } as Parameters<typeof addTicketImage.scope>[0], caller);
  } catch (error) {
    const gone = error instanceof AppError && error.code === "not_found";
    const key = caller.idempotencyKey;
    if (!gone || !key || (await answersOf(prisma, caller, [key])).size === 0) throw error;
  }
}

async function readForm({ contentType, body }: Upload): Promise<{ photo: Buffer } & Record<string, unknown>> {
  const { maxUploadMegabytes } = await setting("fieldService");
  const values: Record<string, string> = {};
  let photo: Buffer | null = null;
  for await (const part of multipart(contentType, body)) {
    const isPhoto = part.name === "file" && part.givenName !== null;
    if (isPhoto) requirePlainName(part.givenName ?? "");
    const content = await wholePhoto(part.content, isPhoto ? maxUploadMegabytes * 1024 * 1024 : longestField);
    if (!isPhoto) values[part.name] = content.toString("utf8");
    else if (photo) throw new AppError("invalid_input", "field-service.one_image");
    else photo = content;
  }
  if (!photo || photo.length === 0)
    throw invalidInput([{ path: "file", key: "governance.validation.no_file" }]);
  return { ...values, photo };
}

/**
 * A name is used for nothing, but one that holds a path was not written by a browser.
 * @throws invalid_input for a path or an ending of another kind.
 */
function requirePlainName(name: string): void {
  const fault = (key: string) => invalidInput([{ path: "file", key: `field-service.validation.${key}` }]);
  if (/[/\\\p{Cc}]|\.\./u.test(name)) throw fault("file_name");
  if (/\.[^.]*$/.test(name) && !/\.(jpe?g|png|webp)$/i.test(name)) throw fault("file_type");
}
