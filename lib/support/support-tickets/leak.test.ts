import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { execute, perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Resource } from "@/lib/core/resource";
import { copyStatement } from "@/lib/core/resource/export";
import { list, record } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { searchEverything } from "@/lib/governance/search/search";
import { allPermissions, resources } from "@/lib/registry";
import { supportComments } from "@/lib/support/support-comments/resource";
import { applyMacro } from "@/lib/support/support-tickets/apply-macro";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { attachmentFile } from "@/lib/support/support-tickets/attachment";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { noteOnTicket } from "@/lib/support/support-tickets/note";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { proposeCredit } from "@/lib/support/support-tickets/propose-credit";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { transferTicket } from "@/lib/support/support-tickets/transfer";
import { makeMacro } from "@/lib/support/testing/promises";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";
import { makeDraftBill } from "@/lib/support/testing/support-tickets";

/** Stands in whatever only staff may read. */
const secret = "zq7internalword";

let scene: Scene;
let ticketId: string;
let mergedId: string;
let fileId: string;
/** An operator of the organization who holds every permission there is, at home. */
let mighty: Caller;

const question = { type: "billing_dispute", subject: "Billed twice", body: "Look at the bill." };

beforeAll(async () => {
  await platform();
  await perform(applyDefaultPolicies, { policies: defaultPolicies }, await systemCaller("test"));
  scene = await supportScene();
  const { agent, otherId, customer, tenant } = scene;
  const { operatorId } = await makeOperator(tenant, allPermissions);
  mighty = callerAt(tenant, operatorId, allPermissions);
  const billId = await makeDraftBill(tenant.organizationId);
  const open = async () => (await perform(openSupportTicket, { ...question, billId }, customer)).ticketId;
  [ticketId, mergedId] = [await open(), await open()];
  fileId = await upload(scene.agentId, (await platform()).organizationId);
  await perform(assignTicket, { ticketId }, agent);
  await perform(
    noteOnTicket,
    { ticketId, body: `${secret} in a note`, mentionIds: [otherId], fileIds: [fileId] },
    agent,
  );
  await perform(transferTicket, { ticketId, assigneeId: otherId, reason: `${secret} as the reason` }, agent);
  const macroId = await makeMacro((await platform()).organizationId);
  await prisma.supportMacro.update({
    where: { id: macroId },
    data: { kind: "internal", body: `${secret} in a macro`, name: `${secret} macro` },
  });
  await perform(applyMacro, { ticketId, macroId }, agent);
  await perform(noteOnTicket, { ticketId: mergedId, body: `${secret} before the merge` }, agent);
  await perform(mergeTicket, { ticketId: mergedId, intoId: ticketId }, agent);
  const proposed = await execute(
    proposeCredit,
    { ticketId, amount: { amount: "10", currency: "USD" }, reason: `${secret} about the credit` },
    agent,
  );
  expect(proposed.status).toBe("waiting");
  await perform(commentOnTicket, { ticketId, body: "We are looking into it." }, agent);
  await perform(resolveTicket, { ticketId, comment: "It is corrected." }, agent);
});

async function upload(createdById: string, organizationId: string): Promise<string> {
  const id = newId();
  await prisma.storedFile.create({
    data: {
      id,
      organizationId,
      storageKey: id.replaceAll("-", ""),
      name: `${secret}.pdf`,
      contentType: "application/pdf",
      bytes: 3,
      sha256: id,
      purpose: "support-attachment",
      createdById,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 3_600_000),
    },
    select: { id: true },
  });
  return id;
}

/** What an export would hold. */
async function exported(resource: Resource, caller: Caller): Promise<string> {
  const columns = Object.keys(resource.columns);
  const statement = copyStatement(resource, { filters: {}, columns }, caller, { exportId: "x" });
  const select = /^copy \((.*)\) to stdout/s.exec(statement)?.[1] ?? "";
  return JSON.stringify((await pool.query(select)).rows);
}

it("staff see what staff wrote", async () => {
  const seen = JSON.stringify(await readSupportTicket(ticketId, scene.agent));
  for (const where of ["in a note", "in a macro", "before the merge", `${secret}.pdf`])
    expect(seen).toContain(where);
  const rows = JSON.stringify(await list(supportComments, { filters: { ticketId } }, scene.agent));
  expect(rows).toContain(`${secret} in a note`);
});

it("no list of any kind shows a word of it to the customer's side, nor their export, nor a record", async () => {
  for (const resource of resources.values()) {
    if (resource.scope.kind === "platform") continue;
    const page = await list(
      resource,
      { filters: {}, limit: 200, columns: Object.keys(resource.columns) },
      mighty,
    );
    expect(JSON.stringify(page), resource.name).not.toContain(secret);
    for (const [id] of page.rows.slice(0, 20))
      expect(JSON.stringify(await record(resource, id, mighty)), resource.name).not.toContain(secret);
    if (page.rows.length > 0) expect(await exported(resource, mighty), resource.name).not.toContain(secret);
  }
  expect(await exported(supportComments, mighty)).toContain("We are looking into it.");
  expect(await exported(supportComments, scene.agent)).toContain(`${secret} in a note`);
});

it("neither does the ticket itself, its attachments or search", async () => {
  for (const caller of [scene.customer, mighty]) {
    const seen = await readSupportTicket(ticketId, caller);
    expect(seen.side).toBe("customer");
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(seen.queue).toBeNull();
    expect(seen.comments.map(({ body }) => body)).toEqual([
      question.body,
      question.body,
      "We are looking into it.",
      "It is corrected.",
    ]);
  }
  const attachment = await prisma.supportAttachment.findUniqueOrThrow({ where: { fileId } });
  expect((await attachmentFile(attachment.id, "full", scene.agent)).name).toBe(`${secret}.pdf`);
  expect((await failureOf(attachmentFile(attachment.id, "full", mighty))).code).toBe("not_found");
  expect((await searchEverything(secret, mighty, "tenant")).hits).toEqual([]);
});

it("no mail, no message in the inbox and no conflict tells the customer's side", async () => {
  const { email } = await prisma.operator.findUniqueOrThrow({
    where: { id: scene.tenant.operatorId },
    select: { email: true },
  });
  const mails = await prisma.outgoingMail.findMany({ where: { recipient: email } });
  expect(mails.length).toBeGreaterThan(2);
  expect(JSON.stringify(mails)).not.toContain(secret);
  const items = await prisma.inboxItem.findMany({ where: { operatorId: scene.tenant.operatorId } });
  expect(JSON.stringify(items)).not.toContain(secret);
  const late = await failureOf(
    perform(commentOnTicket, { ticketId, body: "Late.", version: 1 }, scene.customer),
  );
  expect(JSON.stringify(late.details)).not.toContain(secret);
});

it("the trail of the customer's organization says nothing of it; that of who serves them does", async () => {
  const entries = (organizationId: string) => prisma.auditEntry.findMany({ where: { organizationId } });
  const theirs = await entries(scene.tenant.organizationId);
  expect(JSON.stringify(theirs)).not.toContain(secret);
  expect(theirs.map(({ action }) => action)).not.toContain("support-tickets.note");
  const ours = await entries((await platform()).organizationId);
  expect(ours.map(({ action }) => action)).toContain("support-tickets.note");
  expect(JSON.stringify(ours)).not.toContain(`${secret} in a note`);
});

it("an organization's staff see what is written about its own customers, and no others do", async () => {
  const { tenant, agent } = scene;
  const customerId = await makeCustomer(tenant.organizationId);
  const { ticketId: theirs } = await perform(
    openSupportTicket,
    { ...question, organizationId: tenant.organizationId, customerId },
    agent,
  );
  await perform(noteOnTicket, { ticketId: theirs, body: "for the reseller, too" }, agent);
  expect((await readSupportTicket(theirs, mighty)).side).toBe("staff");
  expect(JSON.stringify(await readSupportTicket(theirs, mighty))).toContain("for the reseller, too");
  const stranger = await makeTenant(allPermissions);
  const outside = callerAt(stranger, stranger.operatorId, allPermissions);
  expect((await failureOf(readSupportTicket(theirs, outside))).code).toBe("not_found");
  const failures = await Promise.all(
    [
      perform(commentOnTicket, { ticketId: theirs, body: "hello" }, outside),
      perform(noteOnTicket, { ticketId: theirs, body: "hello" }, outside),
      perform(assignTicket, { ticketId: theirs }, outside),
      perform(resolveTicket, { ticketId: theirs }, outside),
    ].map(failureOf),
  );
  expect(failures.map(({ code }) => code)).toEqual(Array(4).fill("not_found"));
});
