import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { makeTenant, platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { searchResource } from "@/lib/governance/search/search";
import { allPermissions } from "@/lib/registry";
import { servingPath } from "@/lib/support/support-tickets/access";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { updateTicket } from "@/lib/support/support-tickets/update";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";
import { makeDraftBill } from "@/lib/support/testing/support-tickets";

let scene: Scene;
let ticketId: string;
let serving: string;

const question = { type: "billing_dispute", subject: "Billed twice", body: "Look at April." };

beforeAll(async () => {
  await platform();
  scene = await supportScene();
  ({ ticketId } = await perform(openSupportTicket, question, scene.customer));
  serving = servingPath(await readSupportTicket(ticketId, scene.agent));
});

const found = async (resource: string, words: string, among: Record<string, string>) =>
  (await searchResource(resource, words, scene.agent, "ops", among)).map(({ id }) => id);

it("offers for a ticket who answers there, and never the customer's people", async () => {
  const among = { holds: `support.tickets.comment@${serving}` };
  const first = await found("operators", "", among);
  expect(first).toContain(scene.agentId);
  expect(first).not.toContain(scene.tenant.operatorId);
  // Whoever has every permission, but in another organization, does not answer either.
  const stranger = await makeTenant(allPermissions);
  expect(await found("operators", "", {})).toContain(stranger.operatorId);
  expect(await found("operators", stranger.operatorId, among)).toEqual([]);
  expect(await found("operators", scene.otherId, among)).toEqual([scene.otherId]);
  for (const assigneeId of [stranger.operatorId, scene.tenant.operatorId])
    expect((await failureOf(perform(assignTicket, { ticketId, assigneeId }, scene.agent))).reason).toBe(
      "support.no_such_staff",
    );
});

it("offers for joining tickets of the same requester that are worked on, and not the ticket itself", async () => {
  const { organizationId } = scene.tenant;
  const customerId = await makeCustomer(organizationId);
  const another = await perform(openSupportTicket, question, scene.customer);
  const ofCustomer = await perform(
    openSupportTicket,
    { ...question, organizationId, customerId },
    scene.agent,
  );
  const over = await perform(openSupportTicket, question, scene.customer);
  await perform(closeTicket, { ticketId: over.ticketId }, scene.agent);
  await perform(openSupportTicket, question, (await supportScene()).customer);
  expect(await found("support-tickets", "", { joins: ticketId })).toEqual([another.ticketId]);
  expect(await found("support-tickets", "", { joins: ofCustomer.ticketId })).toEqual([]);
  expect((await failureOf(found("support-tickets", "", { joins: "x" }))).code).toBe("invalid_input");
});

it("offers as queues whoever serves the requester and those above", async () => {
  const root = await platform();
  expect(await found("organizations", "", { upwards: serving })).toEqual([root.organizationId]);
});

it("offers the requester's own bills, and marks the field of one that is not theirs", async () => {
  const stranger = await makeTenant(allPermissions);
  const [own, foreign] = [
    await makeDraftBill(scene.tenant.organizationId),
    await makeDraftBill(stranger.organizationId),
  ];
  const among = { organizationId: scene.tenant.organizationId };
  expect(await found("bills", own, among)).toEqual([own]);
  expect(await found("bills", foreign, among)).toEqual([]);
  for (const billId of [foreign, newId()])
    expect(await failureOf(perform(updateTicket, { ticketId, billId }, scene.agent))).toMatchObject({
      code: "invalid_input",
      details: { fields: [{ path: "billId", key: "support.validation.not_theirs" }] },
    });
});

it("refuses to narrow a list by what it does not know", async () => {
  for (const [key, value] of [
    ["nonsense", "x"],
    ["constructor", "x"],
    ["holds", "a@'; drop"],
  ] as const)
    expect((await failureOf(found("operators", "", { [key]: value }))).code).toBe("invalid_input");
});
