import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Examples } from "@/lib/core/testing/world";
import { AttachedFiles } from "@/lib/support/mail/attach";
import { RawMail } from "@/lib/support/mail/receive";

/** An e-mail as a mail server hands it over. */
export function rfc822(
  headers: Record<string, string>,
  text = "Hello,\r\n\r\nit still does not work.\r\n",
): Buffer {
  const lines = Object.entries({
    "Message-ID": `<${newId()}@mail.example>`,
    Date: "Mon, 25 May 2026 09:00:00 +0000",
    To: "support@fairlead.example",
    Subject: "It does not work",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`);
}

/** An e-mail that came in from nobody known. @returns its id. */
async function makeMail(state: "received" | "unknown" = "received"): Promise<string> {
  const id = newId();
  const raw = rfc822({ From: "nobody@example.test" });
  await prisma.incomingMail.create({
    data: {
      id,
      messageId: `${id}@example.test`,
      sender: "nobody@example.test",
      subject: "Hello",
      state,
      raw: new Uint8Array(raw),
      bytes: raw.length,
      receivedAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const mailExamples: Examples = {
  commands: {
    "incoming-mails.receive": async () => ({
      system: true,
      input: {
        messageId: `${newId()}@mail.example`,
        sender: "nobody@example.test",
        senderName: "",
        subject: "Hello",
        raw: new RawMail(rfc822({ From: "nobody@example.test" })),
      },
    }),
    "incoming-mails.settle": async () => ({
      system: true,
      input: { mailId: await makeMail(), error: "unreadable" },
    }),
    "incoming-mails.open-ticket": async ({ tenant }) => ({
      input: { mailId: await makeMail("unknown"), organizationId: tenant.organizationId, type: "technical" },
    }),
    "incoming-mails.attach-files": async () => ({
      system: true,
      input: { mailId: await makeMail(), read: new AttachedFiles([], []) },
    }),
  },
  rows: { "incoming-mails": () => makeMail() },
};
