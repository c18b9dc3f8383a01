import "@/lib/core/testing/database";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";
import { storage } from "@/lib/core/storage/current";
import { makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { deliverMail } from "@/lib/notifications/mail/deliver";
import { SmtpServer } from "@/lib/notifications/mail/testing/smtp-server";
import { closeMailTransport } from "@/lib/notifications/mail/transport";
import { handleMail } from "@/lib/support/mail/handle";
import { readIncomingMail } from "@/lib/support/mail/read";
import { signatureOf } from "@/lib/support/mail/signature";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { rfc822 } from "@/lib/support/testing/mail";
import { type Scene, supportScene } from "@/lib/support/testing/scene";
import { POST } from "./route";

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const older = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;

let scene: Scene;
let email: string;

beforeAll(async () => {
  await platform();
  Object.assign(env(), {
    MAIL_WEBHOOK_SECRETS: `${secret},${older}`,
    SUPPORT_ADDRESS: "support@fairlead.example",
  });
});
afterAll(() => Object.assign(env(), { MAIL_WEBHOOK_SECRETS: undefined, SUPPORT_ADDRESS: undefined }));
beforeEach(async () => {
  scene = await supportScene();
  ({ email } = await prisma.operator.findUniqueOrThrow({
    where: { id: scene.tenant.operatorId },
    select: { email: true },
  }));
});

type Delivery = { signature?: string; timestamp?: string; with?: string };

/** Hands a message over as a mail server would. */
function delivered(raw: Buffer, delivery: Delivery = {}): Promise<Response> {
  const id = `msg_${newId()}`;
  const timestamp = delivery.timestamp ?? String(Math.floor(now().getTime() / 1000));
  return POST(
    new Request("http://localhost/api/webhooks/mail", {
      method: "POST",
      headers: {
        "content-type": "message/rfc822",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": delivery.signature ?? signatureOf(delivery.with ?? secret, id, timestamp, raw),
      },
      body: new Uint8Array(raw),
    }),
  );
}

/** Delivers a message and takes it on. @returns the e-mail's row. */
async function takenIn(raw: Buffer) {
  expect((await delivered(raw)).status).toBe(200);
  const waiting = await prisma.incomingMail.findMany({ where: { state: "received" }, select: { id: true } });
  for (const { id } of waiting) await handleMail(id);
  const messageId = /^Message-ID: <(.+)>\r$/im.exec(raw.toString())?.[1] ?? "";
  return prisma.incomingMail.findUniqueOrThrow({ where: { messageId } });
}

async function kept(): Promise<number> {
  let count = 0;
  for await (const _ of storage().list(later(now(), days(1)))) count += 1;
  return count;
}

const ticketOf = (id: string) => prisma.supportTicket.findUniqueOrThrow({ where: { id } });
const opened = async () =>
  ticketOf(
    (
      await perform(
        openSupportTicket,
        { type: "technical", subject: "The gateway answers 502", body: "Since this morning." },
        scene.customer,
      )
    ).ticketId,
  );
const bodies = async (ticketId: string) =>
  (
    await prisma.supportComment.findMany({
      where: { ticketId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { body: true, kind: true },
    })
  ).map(({ body, kind }) => `${kind}: ${body}`);

describe("an e-mail that goes out", () => {
  it("threads: each answer names what it answers, where an answer goes, and never an internal word", async () => {
    const ticket = await opened();
    const { threadKey, number } = ticket;
    const said = await perform(
      commentOnTicket,
      { ticketId: ticket.id, body: "Which region?", wait: true },
      scene.agent,
    );
    const smtp = await SmtpServer.start();
    Object.assign(env(), { SMTP_URL: smtp.url });
    try {
      const mails = await prisma.outgoingMail.findMany({
        where: { recipient: email },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true },
      });
      for (const { id } of mails) await deliverMail(id);
    } finally {
      closeMailTransport();
      Object.assign(env(), { SMTP_URL: undefined });
      await smtp.stop();
    }
    const [receipt, answer] = smtp.arrived.map(({ data }) => data.replace(/\r\n[ \t]+/g, " "));
    expect(receipt).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(receipt).toMatch(new RegExp(`^Message-ID: <ticket\\.${threadKey}@localhost>`, "im"));
    expect(answer).not.toMatch(/^Auto-Submitted/im);
    expect(answer).toMatch(
      new RegExp(`^Message-ID: <comment\\.${said.commentId}\\.${threadKey}@localhost>`, "im"),
    );
    expect(answer).toMatch(new RegExp(`^In-Reply-To: <ticket\\.${threadKey}@localhost>`, "im"));
    expect(answer).toMatch(new RegExp(`^References: <ticket\\.${threadKey}@localhost>`, "im"));
    expect(answer).toMatch(new RegExp(`^Reply-To: support\\+${threadKey}@fairlead\\.example`, "im"));
    expect(answer).toMatch(new RegExp(`^Subject: Re: \\[${number}\\] The gateway answers 502`, "im"));
    expect(answer).toContain("Which region?");
  });
});

describe("an answer that comes in", () => {
  it("is the requester's comment, without what it repeats, and lets a waiting ticket go on", async () => {
    const ticket = await opened();
    await perform(commentOnTicket, { ticketId: ticket.id, body: "Which region?", wait: true }, scene.agent);
    const mail = await takenIn(
      rfc822(
        {
          From: `Ada <${email.toUpperCase()}>`,
          To: `Support <support+${ticket.threadKey}@fairlead.example>`,
        },
        "Frankfurt.\r\n\r\nOn Mon, 25 May 2026 at 09:00, Support wrote:\r\n> Which region?\r\n-- \r\nAda\r\n",
      ),
    );
    expect(mail).toMatchObject({ state: "handled", ticketId: ticket.id, note: null });
    // What was left out can be looked up for some days.
    const { message } = await readIncomingMail(mail.id, scene.agent);
    expect(message?.text).toMatch(/^Frankfurt\.[\s\S]+> Which region\?[\s\S]+Ada$/);
    expect(await bodies(ticket.id)).toEqual([
      "public: Since this morning.",
      "public: Which region?",
      "public: Frankfurt.",
    ]);
    expect((await ticketOf(ticket.id)).state).toBe("open");
  });

  it("is known by what it refers to where its address says nothing, and counts once however often it comes", async () => {
    const ticket = await opened();
    const raw = rfc822(
      { From: email, "In-Reply-To": `<ticket.${ticket.threadKey}@localhost>` },
      "Any news?\r\n",
    );
    const answers = await Promise.all([delivered(raw), delivered(raw), delivered(raw)]);
    const told = await Promise.all(answers.map((answer) => answer.json()));
    expect(told.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    const { id } = await prisma.incomingMail.findFirstOrThrow({ where: { state: "received" } });
    await Promise.all([handleMail(id), handleMail(id), handleMail(id)]);
    expect(await takenIn(raw)).toMatchObject({ id, state: "handled" });
    expect(await bodies(ticket.id)).toEqual(["public: Since this morning.", "public: Any news?"]);
  });

  it("of somebody else is an internal note, never a public word", async () => {
    const ticket = await opened();
    const mail = await takenIn(
      rfc822(
        { From: "Eve <eve@evil.example>", To: `support+${ticket.threadKey}@fairlead.example` },
        "Please send the money to me.\r\n",
      ),
    );
    expect(mail).toMatchObject({ state: "handled", note: "of_another", ticketId: ticket.id });
    expect(await bodies(ticket.id)).toEqual([
      "public: Since this morning.",
      "internal: Please send the money to me.",
    ]);
    expect((await readSupportTicket(ticket.id, scene.customer)).comments).toHaveLength(1);
    expect((await ticketOf(ticket.id)).version).toBe(1);
  });

  it("arrives in the ticket its own was merged into, opens one that was closed of late, or begins a new one", async () => {
    const [one, two] = [await opened(), await opened()];
    await perform(mergeTicket, { ticketId: one.id, intoId: two.id }, scene.agent);
    const to = { From: email, To: `support+${one.threadKey}@fairlead.example` };
    expect(await takenIn(rfc822(to))).toMatchObject({ ticketId: two.id });
    await perform(closeTicket, { ticketId: two.id }, scene.agent);
    expect(await takenIn(rfc822(to))).toMatchObject({ ticketId: two.id });
    expect((await ticketOf(two.id)).state).toBe("open");
    await perform(closeTicket, { ticketId: two.id }, scene.agent);
    await withClock(later(now(), days(20)), async () => {
      const mail = await takenIn(rfc822(to));
      expect(mail.state).toBe("handled");
      expect([one.id, two.id]).not.toContain(mail.ticketId);
      expect(await ticketOf(mail.ticketId ?? "")).toMatchObject({ channel: "email", state: "open" });
    });
  });
});

describe("a new e-mail", () => {
  it("opens a ticket for a known customer, with its attachments, and is answered in its conversation", async () => {
    const customerId = await makeCustomer(scene.tenant.organizationId, { name: "Ada" });
    const customer = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
    const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const part = (type: string, name: string, content: Buffer) =>
      [
        "--limit",
        `Content-Type: ${type}`,
        `Content-Disposition: attachment; filename="${name}"`,
        "Content-Transfer-Encoding: base64",
        "",
        content.toString("base64"),
      ].join("\r\n");
    const messageId = `${newId()}@mail.example`;
    const mail = await takenIn(
      rfc822(
        {
          From: `Ada <${customer.email}>`,
          "Message-ID": `<${messageId}>`,
          Subject: "=?utf-8?B?5peg5rOV5YWF5YC8?=",
          "MIME-Version": "1.0",
          "Content-Type": "multipart/mixed; boundary=limit",
        },
        [
          "--limit",
          'Content-Type: text/html; charset="utf-8"',
          "",
          "<p>你好，</p><p>充值 &amp; 余额</p><blockquote>old</blockquote>",
          part("image/jpeg", "../../shot.jpg", picture),
          part("application/x-msdownload", "run.exe", Buffer.from("MZ\0nothing")),
          "--limit--",
        ].join("\r\n"),
      ),
    );
    const ticket = await ticketOf(mail.ticketId ?? "");
    expect(ticket).toMatchObject({ subject: "无法充值", customerId, channel: "email", requesterName: "Ada" });
    expect(await bodies(ticket.id)).toEqual(["public: 你好，\n充值 & 余额"]);
    const { comments } = await readSupportTicket(ticket.id, scene.agent);
    expect(comments[0]?.attachments.map(({ name, contentType }) => [name, contentType])).toEqual([
      ["../../shot.jpg", "image/jpeg"],
    ]);
    expect(comments[0]?.leftOut).toEqual(["run.exe"]);
    const [receipt] = await prisma.outgoingMail.findMany({ where: { recipient: customer.email ?? "" } });
    expect(receipt).toMatchObject({
      inReplyTo: messageId,
      replyTo: `support+${ticket.threadKey}@fairlead.example`,
      automatic: true,
    });
  });

  it("keeps its attachments stored where the database broke off, since they may have been recorded", async () => {
    const customerId = await makeCustomer(scene.tenant.organizationId);
    const { email: sender } = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
    const picture = await sharp({ create: { width: 5, height: 3, channels: 3, background: "blue" } })
      .jpeg()
      .toBuffer();
    await delivered(
      rfc822(
        {
          From: `${sender}`,
          "MIME-Version": "1.0",
          "Content-Type": 'image/jpeg; name="shot.jpg"',
          "Content-Disposition": 'attachment; filename="shot.jpg"',
          "Content-Transfer-Encoding": "base64",
        },
        picture.toString("base64"),
      ),
    );
    const { id } = await prisma.incomingMail.findFirstOrThrow({ where: { state: "received" } });
    await pool.query(`
      create function broken_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
      create constraint trigger broken_off after update on incoming_mail
        deferrable initially deferred for each row execute function broken_off()`);
    const files = await kept();
    try {
      await expect(handleMail(id)).rejects.toThrow(/broken off/);
    } finally {
      await pool.query("drop function broken_off cascade");
    }
    // The picture and the small one of it.
    expect(await kept()).toBe(files + 2);
    // The next try takes it on.
    expect(await handleMail(id)).toMatchObject({ state: "handled" });
  });

  it("of nobody known, of an address two people share, or of one who may not, is put aside and told", async () => {
    expect(await takenIn(rfc822({ From: "who@nowhere.example" }))).toMatchObject({
      state: "unknown",
      note: "nobody",
      ticketId: null,
    });
    const shared = "shared@harbour.example";
    for (const { organizationId } of [scene.tenant, await makeTenant([])]) {
      const id = await makeCustomer(organizationId);
      await prisma.customer.update({ where: { id }, data: { email: shared } });
    }
    expect(await takenIn(rfc822({ From: shared }))).toMatchObject({ state: "unknown", note: "several" });
    const { operatorId } = await makeOperator(scene.tenant, ["support.tickets.read"]);
    const weak = await prisma.operator.findUniqueOrThrow({ where: { id: operatorId } });
    expect(await takenIn(rfc822({ From: weak.email }))).toMatchObject({
      state: "unknown",
      note: "not_allowed",
    });
    const told = await prisma.inboxItem.count({
      where: { operatorId: scene.agentId, message: "support.inbox.mail_unknown" },
    });
    expect(told).toBe(3);
  });

  it("of a machine is ignored, so that no two of them talk for ever", async () => {
    const ticket = await opened();
    const to = { From: email, To: `support+${ticket.threadKey}@fairlead.example` };
    for (const [headers, note] of [
      [{ "Auto-Submitted": "auto-replied" }, "auto_submitted"],
      [{ Precedence: "bulk" }, "bulk"],
      [{ "X-Autoreply": "yes" }, "auto_submitted"],
      [{ "List-Id": "<news.example>" }, "bulk"],
      [{ "Return-Path": "<>" }, "bounce"],
      [{ From: "MAILER-DAEMON@mail.example" }, "bounce"],
      [{ "Message-ID": `<comment.x.${ticket.threadKey}@localhost>` }, "own"],
    ] as const)
      expect(await takenIn(rfc822({ ...to, ...headers })), note).toMatchObject({ state: "ignored", note });
    expect(await takenIn(rfc822({ ...to, "Auto-Submitted": "no" }))).toMatchObject({ state: "handled" });
    expect(await bodies(ticket.id)).toHaveLength(2);
  });

  it("too many from one address in an hour are put aside", async () => {
    const ticket = await opened();
    const to = { From: email, To: `support+${ticket.threadKey}@fairlead.example` };
    const states: string[] = [];
    for (let count = 0; count < 22; count++) states.push((await takenIn(rfc822(to))).state);
    expect(states.filter((state) => state === "handled")).toHaveLength(20);
    expect(states.slice(20)).toEqual(["unknown", "unknown"]);
  });
});

describe("a delivery", () => {
  const raw = rfc822({ From: "who@nowhere.example" });

  it("is believed with either secret while one is rotated, and with no other", async () => {
    expect((await delivered(rfc822({ From: "who@nowhere.example" }), { with: older })).status).toBe(200);
    const count = await prisma.incomingMail.count();
    const strange = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
    const old = String(Math.floor(now().getTime() / 1000) - 301);
    for (const [delivery, reason] of [
      [{ with: strange }, "no_match"],
      [{ signature: "v1,AAAA" }, "no_match"],
      [{ signature: "" }, "missing"],
      [{ timestamp: old }, "too_old"],
      [{ timestamp: "yesterday" }, "malformed"],
    ] as const) {
      const answer = await delivered(raw, delivery);
      expect(answer.status, reason).toBe(400);
      expect(await answer.json()).toEqual({ received: false, reason });
    }
    expect(await prisma.incomingMail.count()).toBe(count);
  });

  it("is tried again later by the mail server where none is set up", async () => {
    Object.assign(env(), { MAIL_WEBHOOK_SECRETS: undefined });
    const answer = await delivered(raw);
    Object.assign(env(), { MAIL_WEBHOOK_SECRETS: `${secret},${older}` });
    expect(answer.status).toBe(503);
  });

  it("may hold anything: what is no message, or nested without end, stops nothing", async () => {
    const deep = `${"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n".repeat(2000)}`;
    const nested = rfc822({ From: "x@y.example", "Content-Type": "multipart/mixed; boundary=a" }, deep);
    for (const odd of [Buffer.alloc(0), Buffer.alloc(5000, 0), Buffer.from("no headers at all"), nested]) {
      const { status } = await delivered(odd);
      expect([200, 400]).toContain(status);
    }
    const mail = await takenIn(rfc822({ From: email, Subject: "" }, "\0\0\r\n"));
    expect(mail.state).toBe("handled");
  });
});
