import "@/lib/core/testing/database";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { list, record } from "@/lib/core/resource/list";
import { parseListQuery } from "@/lib/core/resource/query";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { presetRole } from "@/lib/governance/roles/presets";
import { deliverMail, refusedForGood } from "@/lib/notifications/mail/deliver";
import { readMail } from "@/lib/notifications/mail/read";
import { outgoingMails } from "@/lib/notifications/mail/resource";
import { queueMail } from "@/lib/notifications/mail/send";
import { settleMail } from "@/lib/notifications/mail/settle";
import { SmtpServer } from "@/lib/notifications/mail/testing/smtp-server";
import { closeMailTransport } from "@/lib/notifications/mail/transport";
import { modules } from "@/lib/registry";

const secret = "Zk3vQ9x_27Ls-0aBcDeFgHiJkLmNoPqRsTuVwXyZ012";
const draft = {
  to: "maria@harbour.example",
  subject: "欢迎 Ünïcode\r\nBcc: everybody@evil.example",
  text: `Hello María,\n\n.a line that begins with a dot\n\nhttp://localhost:3000/reset-password/${secret}`,
  organizationId: null,
};

const queue = () => prisma.$transaction((tx) => queueMail(tx, { ...draft, now: now() }));
const mailOf = (id: string) => prisma.outgoingMail.findUniqueOrThrow({ where: { id } });

let smtp: SmtpServer;

beforeAll(async () => {
  await platform();
  smtp = await SmtpServer.start();
});
afterAll(() => smtp.stop());
afterEach(() => {
  smtp.refusal = null;
  smtp.arrived.length = 0;
  withoutServer();
});

// The environment is parsed once per process; what a test changes of it is put back after each.
const withServer = (url = smtp.url) => Object.assign(env(), { SMTP_URL: url });
const withoutServer = () => {
  closeMailTransport();
  Object.assign(env(), { SMTP_URL: undefined });
};

const settle = async (mailId: string, outcome: "sent" | "kept" | "failed", error?: string) =>
  perform(settleMail, { mailId, outcome, ...(error ? { error } : {}) }, await systemCaller("send-mail"));

describe("a mail", () => {
  it("leaves with its transaction or not at all", async () => {
    await prisma
      .$transaction(async (tx) => {
        await queueMail(tx, { ...draft, to: "rolled-back@harbour.example", now: now() });
        throw new Error("changed our mind");
      })
      .catch(() => {});
    expect(await prisma.outgoingMail.count({ where: { recipient: "rolled-back@harbour.example" } })).toBe(0);
    const id = await queue();
    const events = await prisma.outboxEvent.findMany({ where: { name: "mail/queued" } });
    expect(events.map((event) => event.payload)).toEqual([{ mailId: id, organizationId: null }]);
  });

  it("arrives as it was written, under an id that is always the same", async () => {
    withServer();
    const id = await queue();
    expect(await deliverMail(id)).toEqual({ outcome: "sent" });
    expect(await deliverMail(id)).toEqual({ outcome: "sent" });
    const [first, second] = smtp.arrived;
    expect(first).toMatchObject({ from: "no-reply@localhost", to: ["maria@harbour.example"] });
    const { headers, body } = parsed(first!.data);
    expect(headers["message-id"]).toBe(`<${id}@localhost>`);
    expect(parsed(second!.data).headers["message-id"]).toBe(headers["message-id"]);
    expect(body.replaceAll("\r\n", "\n").trim()).toBe(draft.text);
    // A subject cannot smuggle in another header.
    expect(headers.bcc).toBeUndefined();
  });

  it("is not sent again once it is settled, and its secrets are forgotten", async () => {
    withServer();
    const id = await queue();
    await deliverMail(id);
    await settle(id, "sent");
    expect(await deliverMail(id)).toEqual({ outcome: "settled_before" });
    expect(smtp.arrived).toHaveLength(1);
    const mail = await mailOf(id);
    expect(mail).toMatchObject({ state: "sent", attempts: 1, sentAt: expect.any(Date) });
    expect(mail.text).not.toContain(secret);
    expect(mail.text).toContain("Hello María");
  });

  it("is kept where there is no server", async () => {
    const id = await queue();
    expect(await deliverMail(id)).toEqual({ outcome: "kept" });
    await settle(id, "kept");
    expect(await mailOf(id)).toMatchObject({ state: "kept", sentAt: null, text: draft.text });
  });

  it("waits for a server that is down or busy, and fails where it is refused for good", async () => {
    const id = await queue();
    withServer("smtp://127.0.0.1:9");
    const down = await deliverMail(id).catch((error: unknown) => error);
    expect(refusedForGood(down)).toBe(false);
    withoutServer();
    withServer();
    smtp.refusal = "451 try later";
    expect(refusedForGood(await deliverMail(id).catch((error: unknown) => error))).toBe(false);
    smtp.refusal = "550 no such mailbox";
    const refusal = await deliverMail(id).catch((error: unknown) => error);
    expect(refusedForGood(refusal)).toBe(true);
    await settle(id, "failed", (refusal as Error).message);
    const mail = await mailOf(id);
    expect(mail).toMatchObject({ state: "failed", attempts: 3 });
    expect(mail.error).toContain("550 no such mailbox");
    expect(mail.text).not.toContain(secret);
  });
});

describe("the mailbox", () => {
  it("shows links that work on one's own machine only", async () => {
    const root = await platform();
    const { operatorId } = await makeTenant([]);
    const reader = callerAt(root, operatorId, ["notifications.mail.read", "notifications.mail.open-links"]);
    const id = await queue();
    expect((await readMail(id, reader)).text).not.toContain(secret);
    await settle(id, "kept");
    expect(await readMail(id, reader)).toMatchObject({ text: draft.text, withoutSecrets: false });
    Object.assign(env(), { HOST: "0.0.0.0" });
    const elsewhere = await readMail(id, reader);
    Object.assign(env(), { HOST: "127.0.0.1" });
    expect(elsewhere.withoutSecrets).toBe(true);
    expect(elsewhere.text).not.toContain(secret);
  });

  it("lets nobody in who may only read", async () => {
    const root = await platform();
    const { operatorId } = await makeTenant([]);
    const id = await queue();
    await settle(id, "kept");
    const all = modules.flatMap((module) => module.permissions);
    for (const preset of ["auditor", "read_only", "sre"] as const) {
      const { permissions } = presetRole(preset, all);
      const mail = await readMail(id, callerAt(root, operatorId, permissions));
      expect(mail.withoutSecrets).toBe(true);
      expect(mail.text).not.toContain(secret);
      expect(mail.text).toContain("Hello María");
    }
    const { permissions } = presetRole("super_admin", all);
    expect((await readMail(id, callerAt(root, operatorId, permissions))).text).toContain(secret);
  });

  it("says nothing of a text in its list and its records", async () => {
    const root = await platform();
    const { operatorId } = await makeTenant([]);
    const id = await queue();
    await settle(id, "kept");
    const reader = callerAt(root, operatorId, ["notifications.mail.read", "notifications.mail.open-links"]);
    expect(JSON.stringify(await record(outgoingMails, id, reader))).not.toContain(secret);
    const page = await list(outgoingMails, parseListQuery(outgoingMails, new URLSearchParams()), reader);
    expect(page.rows.map((row) => row[0])).toContain(id);
    expect(JSON.stringify(page)).not.toContain(secret);
  });

  it("is the platform's, and needs its permission", async () => {
    const tenant = await makeTenant([]);
    const id = await queue();
    await expect(
      readMail(id, callerAt(tenant, tenant.operatorId, ["notifications.mail.read"])),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(readMail(id, callerAt(await platform(), tenant.operatorId, []))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

/** Header fields and body of a message, transfer encoding undone. */
function parsed(data: string): { headers: Record<string, string>; body: string } {
  const split = data.indexOf("\r\n\r\n");
  const headers = Object.fromEntries(
    data
      .slice(0, split)
      .replace(/\r\n[ \t]+/g, " ")
      .split("\r\n")
      .map((line) => [
        line.slice(0, line.indexOf(":")).toLowerCase(),
        line.slice(line.indexOf(":") + 1).trim(),
      ]),
  );
  const raw = data.slice(split + 4);
  const encoding = headers["content-transfer-encoding"];
  if (encoding === "base64") return { headers, body: Buffer.from(raw, "base64").toString("utf8") };
  if (encoding !== "quoted-printable") return { headers, body: raw };
  const bytes = raw
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return { headers, body: Buffer.from(bytes, "latin1").toString("utf8") };
}
