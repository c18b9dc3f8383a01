import "@/lib/core/testing/database";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { handleMailFiles } from "@/lib/support/mail/handle";
import { openMailTicket } from "@/lib/support/mail/open-ticket";
import { readIncomingMail } from "@/lib/support/mail/read";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { rfc822 } from "@/lib/support/testing/mail";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";

let scene: Scene;

beforeAll(async () => {
  await platform();
});
beforeEach(async () => {
  scene = await supportScene();
});

const sender = "ada@elsewhere.example";

/** An e-mail that was put aside. @returns its id. */
async function asideMail(raw: Buffer | null, state: "unknown" | "handled" | "failed" = "unknown") {
  const id = newId();
  await prisma.incomingMail.create({
    data: {
      id,
      messageId: `${id}@mail.example`,
      sender,
      subject: "Re: The gateway",
      state,
      note: state === "unknown" ? "nobody" : null,
      raw: raw && new Uint8Array(raw),
      bytes: raw?.length ?? 0,
      receivedAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function withFiles(): Promise<Buffer> {
  const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const part = (name: string, content: Buffer) =>
    [
      "--limit",
      "Content-Type: application/octet-stream",
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
      "",
      content.toString("base64"),
    ].join("\r\n");
  return rfc822(
    {
      From: `Ada <${sender}>`,
      Subject: "Re: The gateway",
      "MIME-Version": "1.0",
      "Content-Type": "multipart/mixed; boundary=limit",
    },
    [
      "--limit",
      "Content-Type: text/plain",
      "",
      "It is down.",
      part("shot.png", picture),
      part("log.zip", Buffer.from("PK\u0003\u0004nothing")),
      "--limit--",
    ].join("\r\n"),
  );
}

it("staff say whose a mail is: it becomes a ticket, answered where it came from, and its attachments follow", async () => {
  const customerId = await makeCustomer(scene.tenant.organizationId, { name: "Ada Berg" });
  const mailId = await asideMail(await withFiles());
  const before = await readIncomingMail(mailId, scene.agent);
  expect(before.message).toEqual({ text: "It is down.", files: ["shot.png", "log.zip"] });

  const { ticketId } = await perform(
    openMailTicket,
    { mailId, customerId, type: "technical", priority: "high" },
    scene.agent,
  );
  const ticket = await readSupportTicket(ticketId, scene.agent);
  expect(ticket).toMatchObject({
    subject: "The gateway",
    channel: "email",
    priority: "high",
    customerId,
    requesterName: "Ada Berg",
    requesterEmail: sender,
    state: "open",
  });
  expect(
    ticket.comments.map(({ body, fromCustomer, authorName }) => [body, fromCustomer, authorName]),
  ).toEqual([["It is down.", true, "Ada"]]);
  expect(await prisma.outgoingMail.count({ where: { recipient: sender } })).toBe(1);
  expect(await prisma.outboxEvent.count({ where: { name: "incoming-mails/files-due" } })).toBe(1);
  expect(await prisma.incomingMail.findUniqueOrThrow({ where: { id: mailId } })).toMatchObject({
    state: "handled",
    note: null,
    ticketId,
    organizationId: scene.tenant.organizationId,
  });

  expect(await handleMailFiles(mailId)).toEqual({ kept: 1, leftOut: 1 });
  expect(await handleMailFiles(mailId)).toEqual({ kept: 0, leftOut: 0 });
  const [comment] = (await readSupportTicket(ticketId, scene.agent)).comments;
  expect(comment?.attachments.map(({ name }) => name)).toEqual(["shot.png"]);
  expect(comment?.leftOut).toEqual(["log.zip"]);
  // Doing it again kept nothing a second time; the message itself stays for some days.
  expect((await readIncomingMail(mailId, scene.agent)).message).not.toBeNull();
});

it("an organization may ask itself", async () => {
  const mailId = await asideMail(rfc822({ From: sender, Subject: "" }, "Who answers?"), "failed");
  const { organizationId } = scene.tenant;
  const { ticketId } = await perform(openMailTicket, { mailId, organizationId, type: "quota" }, scene.agent);
  expect(await readSupportTicket(ticketId, scene.agent)).toMatchObject({
    subject: "Who answers?",
    organizationId,
    customerId: null,
    requesterName: sender,
    requesterEmail: sender,
  });
});

it("refuses what is dealt with, forgotten, nobody's or everybody's", async () => {
  const raw = rfc822({ From: sender });
  const { organizationId } = scene.tenant;
  const tried = async (mailId: string, whose: object) => {
    const { code, reason } = await failureOf(
      perform(openMailTicket, { mailId, type: "technical", ...whose }, scene.agent),
    );
    return [code, reason];
  };
  expect(await tried(await asideMail(raw, "handled"), { organizationId })).toEqual([
    "conflict",
    "support.mail_not_aside",
  ]);
  expect(await tried(await asideMail(null), { organizationId })).toEqual([
    "rule_violation",
    "support.mail_forgotten",
  ]);
  const mailId = await asideMail(raw);
  expect(await tried(mailId, {})).toEqual(["rule_violation", "support.mail_whose"]);
  const customerId = await makeCustomer(organizationId);
  expect(await tried(mailId, { organizationId, customerId })).toEqual([
    "rule_violation",
    "support.mail_whose",
  ]);
  expect(await tried(mailId, { customerId: newId() })).toEqual(["not_found", "not_found"]);
  expect(await tried(newId(), { organizationId })).toEqual(["not_found", "not_found"]);
  expect(await prisma.incomingMail.findUniqueOrThrow({ where: { id: mailId } })).toMatchObject({
    state: "unknown",
  });
});

it("needs the right to see mail besides the one to open tickets", async () => {
  const root = await platform();
  const { operatorId } = await makeOperator(root, ["support.tickets.open"]);
  const blind = callerAt(root, operatorId, ["support.tickets.open"]);
  const mailId = await asideMail(rfc822({ From: sender }));
  const { organizationId } = scene.tenant;
  expect(
    (await failureOf(perform(openMailTicket, { mailId, organizationId, type: "quota" }, blind))).code,
  ).toBe("forbidden");
  expect((await failureOf(readIncomingMail(mailId, blind))).code).toBe("forbidden");
  expect((await failureOf(readIncomingMail(mailId, scene.customer))).code).toBe("forbidden");
});
