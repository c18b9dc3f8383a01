import { z } from "zod";
import { command } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";

/** The event that makes a durable function take one on. */
export const mailReceived = "incoming-mails/received";

/** A message as it came. Only the server makes one: nothing that arrives as JSON is. */
export class RawMail {
  // Out of sight of whatever walks through an input's fields.
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  get bytes(): Uint8Array {
    return this.#bytes;
  }
  /** What makes two requests the same is their Message-ID. */
  toJSON() {
    return { bytes: this.bytes.length };
  }
}

/** Keeps an e-mail that came in, once by its Message-ID, and has it taken on. All that a mail server waits for. */
export const receiveMail = command({
  name: "incoming-mails.receive",
  permission: null,
  kind: "traffic",
  input: object({
    messageId: z.string().min(1).max(500),
    sender: z.string().max(320),
    senderName: z.string().max(100),
    subject: z.string().max(200),
    raw: z.instanceof(RawMail),
  }),
  scope: bySystem(platformWide()),
  async run({ input: { raw, ...fields }, tx, emit, now }) {
    const mailId = newId();
    const { count } = await tx.incomingMail.createMany({
      data: {
        id: mailId,
        ...fields,
        raw: Buffer.from(raw.bytes),
        bytes: raw.bytes.length,
        receivedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 1) emit(mailReceived, { mailId });
    return { mailId: count === 1 ? mailId : null, duplicate: count === 0 };
  },
});
