import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { rateTicket } from "@/lib/support/support-tickets/rate";
import { rateByLink, ratedTicket } from "@/lib/support/support-tickets/rating-link";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";

let scene: Scene;
beforeAll(async () => {
  await platform();
  scene = await supportScene();
});

const facts = (address = "192.0.2.9") => ({
  requestId: newId(),
  address,
  userAgent: "test",
  locale: "en" as const,
});

/** A customer's ticket that was resolved. @returns its id and the secret they were mailed. */
async function resolvedTicket() {
  const customerId = await makeCustomer(scene.tenant.organizationId, { name: "Ada" });
  const { organizationId } = scene.tenant;
  const question = {
    organizationId,
    customerId,
    type: "technical",
    subject: "It is down",
    body: "Since Monday.",
  };
  const { ticketId } = await perform(openSupportTicket, question, scene.agent);
  await perform(assignTicket, { ticketId }, scene.agent);
  await perform(commentOnTicket, { ticketId, body: "Fixed." }, scene.other);
  await perform(resolveTicket, { ticketId }, scene.agent);
  const { email } = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
  const mails = await prisma.outgoingMail.findMany({ where: { recipient: email ?? "" } });
  const link = mails.flatMap(({ text }) => /https?:\S+\/rating\/(\S+)/.exec(text)?.[1] ?? [])[0];
  return { ticketId, secret: decodeURIComponent(link ?? "") };
}

it("the e-mail about a resolved ticket lets a customer without an account say how it was, once", async () => {
  const { ticketId, secret } = await resolvedTicket();
  expect(await ratedTicket(secret, facts())).toMatchObject({ subject: "It is down", ratingOverall: null });
  await rateByLink(secret, { answers: { overall: 2, speed: 1 }, comment: "Took long." }, facts());
  await rateByLink(secret, { answers: { overall: 5 } }, facts());
  const ticket = await readSupportTicket(ticketId, scene.agent);
  expect(ticket).toMatchObject({ ratingOverall: 2, ratingComment: "Took long.", rating: { speed: 1 } });
  const entry = await prisma.auditEntry.findFirstOrThrow({
    where: { targetId: ticketId, action: "support-tickets.rate" },
  });
  expect(entry).toMatchObject({ actorType: "system", actorLabel: "support-rating" });
});

it("a ticket that is worked on again is not rated, and other secrets open nothing", async () => {
  const { ticketId, secret } = await resolvedTicket();
  const other = await resolvedTicket();
  const [, ...key] = secret.split(".");
  const forged = [other.ticketId.replaceAll("-", ""), ...key].join(".");
  for (const wrong of [forged, secret.slice(0, -1), `${secret}x`, "", ticketId])
    expect((await failureOf(ratedTicket(wrong, facts("192.0.2.77")))).code).toBe("not_found");
  await perform(reopenTicket, { ticketId }, scene.agent);
  await rateByLink(secret, { answers: { overall: 5 } }, facts());
  expect(await ratedTicket(secret, facts())).toMatchObject({ state: "open", ratingOverall: null });
});

it("is passed on by staff, but by nobody who has the ticket or answered it", async () => {
  const { ticketId } = await resolvedTicket();
  for (const caller of [scene.agent, scene.other]) {
    expect((await readSupportTicket(ticketId, caller)).may.rate).toBe(false);
    const rate = perform(rateTicket, { ticketId, answers: { overall: 5 } }, caller);
    expect((await failureOf(rate)).reason).toBe("support.rates_themselves");
  }
  const third = (await supportScene()).agent;
  expect((await readSupportTicket(ticketId, third)).may.rate).toBe(true);
  await perform(rateTicket, { ticketId, answers: { overall: 4 } }, third);
  expect(await readSupportTicket(ticketId, third)).toMatchObject({ ratingOverall: 4 });
});
