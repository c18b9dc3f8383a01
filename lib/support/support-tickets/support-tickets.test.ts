import "@/lib/core/testing/database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, after as later, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { presetRole } from "@/lib/governance/roles/presets";
import { allPermissions } from "@/lib/registry";
import { applyMacro } from "@/lib/support/support-tickets/apply-macro";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { noteOnTicket } from "@/lib/support/support-tickets/note";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { rateTicket } from "@/lib/support/support-tickets/rate";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { transferTicket } from "@/lib/support/support-tickets/transfer";
import { updateTicket } from "@/lib/support/support-tickets/update";
import { urgeTicket } from "@/lib/support/support-tickets/urge";
import { makeMacro } from "@/lib/support/testing/promises";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";

let scene: Scene;

beforeAll(async () => {
  await platform();
});
beforeEach(async () => {
  scene = await supportScene();
});

const question = { type: "technical", subject: "The gateway answers 502", body: "Since this morning." };

/** A ticket the scene's customer opens. */
const opened = (changes: object = {}, caller: Caller = scene.customer) =>
  perform(openSupportTicket, { ...question, ...changes }, caller);

const ticketOf = (id: string) => prisma.supportTicket.findUniqueOrThrow({ where: { id } });
const inboxOf = async (operatorId: string): Promise<string[]> =>
  (
    await prisma.inboxItem.findMany({
      where: { operatorId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { message: true },
    })
  ).map(({ message }) => message);

describe("opening", () => {
  it("by an organization's operator makes it theirs, tells the staff above and answers by mail", async () => {
    const { ticketId, number } = await opened();
    const ticket = await ticketOf(ticketId);
    expect(number).toMatch(/^SUP\d{6,}$/);
    expect(ticket).toMatchObject({
      organizationId: scene.tenant.organizationId,
      requesterId: scene.tenant.operatorId,
      customerId: null,
      channel: "portal",
      state: "open",
      slaState: "none",
      queueId: (await platform()).organizationId,
    });
    expect(ticket.threadKey).toMatch(/^[0-9a-f]{30}$/);
    expect(await inboxOf(scene.agentId)).toContain("support.inbox.opened");
    const [mail] = await prisma.outgoingMail.findMany({ where: { recipient: ticket.requesterEmail ?? "" } });
    expect(mail).toMatchObject({ subject: `[${number}] ${question.subject}`, automatic: true });
    expect(mail?.messageId).toBe(`ticket.${ticket.threadKey}@localhost`);
  });

  it("by staff for a customer waits with the organization that serves them", async () => {
    const { organizationId } = scene.tenant;
    const customerId = await makeCustomer(organizationId, { name: "Ada" });
    const { ticketId } = await opened({ organizationId, customerId }, scene.agent);
    expect(await ticketOf(ticketId)).toMatchObject({
      customerId,
      requesterName: "Ada",
      queueId: organizationId,
      channel: "console",
    });
  });

  it("is refused for somebody else's organization, customer, and whatever is linked of others", async () => {
    const stranger = await makeTenant(allPermissions);
    const theirs = await makeCustomer(stranger.organizationId);
    expect((await failureOf(opened({ organizationId: stranger.organizationId }))).code).toBe("not_found");
    expect((await failureOf(opened({ customerId: theirs }))).code).toBe("not_found");
    const bill = await billOf(stranger.organizationId);
    for (const [path, linked] of [
      ["billId", bill],
      ["orderId", newId()],
    ] as const)
      expect(await failureOf(opened({ [path]: linked }))).toMatchObject({
        code: "invalid_input",
        details: { fields: [{ path, key: "support.validation.not_theirs" }] },
      });
    const own = await billOf(scene.tenant.organizationId);
    expect(await opened({ billId: own })).toMatchObject({ state: "open" });
  });

  it("takes no more words than fit, and no whole API key", async () => {
    expect((await failureOf(opened({ body: "x".repeat(10_001) }))).code).toBe("invalid_input");
    expect((await failureOf(opened({ body: "  " }))).code).toBe("invalid_input");
    expect((await failureOf(opened({ subject: "x".repeat(201) }))).code).toBe("invalid_input");
    expect((await failureOf(opened({ keyPrefix: `sk-${"x".repeat(40)}` }))).code).toBe("invalid_input");
    expect(await opened({ body: "界".repeat(10_000), keyPrefix: "sk-live_12" })).toMatchObject({
      version: 1,
    });
  });

  async function billOf(organizationId: string): Promise<string> {
    const { makeDraftBill } = await import("@/lib/support/testing/support-tickets");
    return makeDraftBill(organizationId);
  }
});

describe("assigning", () => {
  it("at once by two: one wins, the other hears who has it and who gave it to them", async () => {
    const { ticketId } = await opened();
    const attempts = await Promise.allSettled([
      perform(assignTicket, { ticketId, version: 1, assigneeId: scene.agentId }, scene.agent),
      perform(assignTicket, { ticketId, version: 1, assigneeId: scene.otherId }, scene.other),
    ]);
    const won = attempts.findIndex(({ status }) => status === "fulfilled");
    const lost = attempts[1 - won] as PromiseRejectedResult;
    expect(attempts[1 - won]?.status).toBe("rejected");
    const winner = won === 0 ? scene.agent : scene.other;
    expect(lost.reason).toMatchObject({
      code: "conflict",
      reason: "support.assigned_already",
      params: { assignee: winner.actor.label, operator: winner.actor.label },
      details: { current: { assignee: winner.actor.label, version: 2 } },
    });
    expect((await ticketOf(ticketId)).assigneeId).toBe(won === 0 ? scene.agentId : scene.otherId);
  });

  it("tells who has it by whose hand, whatever was done with it since", async () => {
    const { ticketId } = await opened();
    await perform(assignTicket, { ticketId, version: 1 }, scene.agent);
    await perform(noteOnTicket, { ticketId, body: "Looks like the gateway." }, scene.agent);
    await perform(commentOnTicket, { ticketId, body: "Which region?" }, scene.other);
    expect(await failureOf(perform(assignTicket, { ticketId, version: 1 }, scene.other))).toMatchObject({
      reason: "support.assigned_already",
      params: { assignee: scene.agent.actor.label, operator: scene.agent.actor.label },
    });
  });

  it("takes it oneself where nobody is named, and only goes to who answers there", async () => {
    const { ticketId } = await opened();
    const strangerId = (await makeTenant(allPermissions)).operatorId;
    for (const assigneeId of [strangerId, scene.tenant.operatorId, newId()])
      expect((await failureOf(perform(assignTicket, { ticketId, assigneeId }, scene.agent))).reason).toBe(
        "support.no_such_staff",
      );
    expect(await perform(assignTicket, { ticketId }, scene.agent)).toMatchObject({
      assigneeId: scene.agentId,
    });
  });

  it("is not for the customer's side, whatever they hold at home", async () => {
    const { ticketId } = await opened();
    const mighty = callerAt(scene.tenant, scene.tenant.operatorId, allPermissions);
    for (const attempt of [
      () => perform(assignTicket, { ticketId }, mighty),
      () => perform(transferTicket, { ticketId, assigneeId: scene.agentId, reason: "why not" }, mighty),
      () => perform(noteOnTicket, { ticketId, body: "hello" }, mighty),
      () => perform(resolveTicket, { ticketId }, mighty),
      () => perform(updateTicket, { ticketId, priority: "urgent" }, mighty),
    ])
      expect((await failureOf(attempt())).code).toBe("forbidden");
  });

  it("hands on to somebody else or into a queue, up the tree and down again, with a reason", async () => {
    const { organizationId } = scene.tenant;
    const customerId = await makeCustomer(organizationId);
    const { ticketId } = await opened({ organizationId, customerId }, scene.agent);
    const root = (await platform()).organizationId;
    await perform(assignTicket, { ticketId }, scene.agent);
    const handed = { ticketId, assigneeId: scene.otherId, reason: "knows it better" };
    await perform(transferTicket, handed, scene.agent);
    expect((await failureOf(perform(transferTicket, handed, scene.agent))).reason).toBe(
      "support.same_assignee",
    );
    expect(await inboxOf(scene.otherId)).toContain("support.inbox.assigned");
    const up = await perform(transferTicket, { ticketId, queueId: root, reason: "ours to do" }, scene.other);
    expect(up).toMatchObject({ queueId: root, assigneeId: null });
    const elsewhere = (await makeTenant([])).organizationId;
    const reason = "not theirs";
    expect(
      (await failureOf(perform(transferTicket, { ticketId, queueId: elsewhere, reason }, scene.agent)))
        .reason,
    ).toBe("support.no_such_queue");
    expect(
      (await failureOf(perform(transferTicket, { ticketId, reason: "nowhere" }, scene.agent))).code,
    ).toBe("invalid_input");
  });
});

describe("the conversation", () => {
  it("waits for the customer, goes on with their answer, and tells each side of the other", async () => {
    const { ticketId } = await opened();
    await perform(assignTicket, { ticketId }, scene.agent);
    const asked = await perform(
      commentOnTicket,
      { ticketId, body: "Which region?", wait: true },
      scene.agent,
    );
    expect(asked).toMatchObject({ state: "pending" });
    expect((await ticketOf(ticketId)).firstRespondedAt).not.toBeNull();
    expect(await inboxOf(scene.tenant.operatorId)).toContain("support.inbox.answered");
    const answered = await perform(commentOnTicket, { ticketId, body: "Frankfurt." }, scene.customer);
    expect(answered).toMatchObject({ state: "open" });
    expect(await inboxOf(scene.agentId)).toContain("support.inbox.customer_answered");
    const { comments } = await readSupportTicket(ticketId, scene.customer);
    expect(comments.map(({ body, fromCustomer }) => [body, fromCustomer])).toEqual([
      [question.body, true],
      ["Which region?", false],
      ["Frankfurt.", true],
    ]);
  });

  it("is overtaken when it moved on while somebody wrote", async () => {
    const { ticketId } = await opened();
    await perform(commentOnTicket, { ticketId, body: "One.", version: 1 }, scene.agent);
    const late = await failureOf(
      perform(commentOnTicket, { ticketId, body: "Two.", version: 1 }, scene.other),
    );
    expect(late).toMatchObject({ code: "conflict", reason: "version_mismatch" });
    expect(await prisma.supportComment.count({ where: { ticketId } })).toBe(2);
  });

  it("mentions only staff who may read it, and tells them", async () => {
    const { ticketId } = await opened();
    const mention = (caller: Caller, operatorId: string) =>
      perform(commentOnTicket, { ticketId, body: "Look.", mentionIds: [operatorId] }, caller);
    await mention(scene.agent, scene.otherId);
    expect(await inboxOf(scene.otherId)).toContain("support.inbox.mentioned");
    const strangerId = (await makeTenant(allPermissions)).operatorId;
    for (const [caller, who] of [
      [scene.agent, strangerId],
      [scene.agent, scene.tenant.operatorId],
      [scene.customer, scene.agentId],
    ] as const)
      expect((await failureOf(mention(caller, who))).reason).toBe("support.cannot_mention");
    expect(await inboxOf(strangerId)).toEqual([]);
  });

  it("is over when it is closed: staff open it first, an answer of the customer does so in time", async () => {
    const { ticketId } = await opened();
    await perform(resolveTicket, { ticketId, comment: "It was the certificate." }, scene.agent);
    await perform(closeTicket, { ticketId }, scene.customer);
    const say = (caller: Caller) => perform(commentOnTicket, { ticketId, body: "Still." }, caller);
    expect((await failureOf(say(scene.agent))).reason).toBe("support.already_over");
    const late = await withClock(later(now(), days(15)), () => failureOf(say(scene.customer)));
    expect(late).toMatchObject({ reason: "support.reopen_too_late", params: { days: 14 } });
    expect(await say(scene.customer)).toMatchObject({ state: "open" });
    expect(await ticketOf(ticketId)).toMatchObject({ reopenedCount: 1, closedAt: null, resolvedAt: null });
    await perform(closeTicket, { ticketId }, scene.agent);
    const byHand = withClock(later(now(), days(15)), () =>
      failureOf(perform(reopenTicket, { ticketId }, scene.customer)),
    );
    expect((await byHand).reason).toBe("support.reopen_too_late");
    expect(await perform(reopenTicket, { ticketId }, scene.agent)).toMatchObject({ state: "open" });
    // Neither side's history forgets what was undone.
    for (const caller of [scene.customer, scene.agent]) {
      const { moves } = await readSupportTicket(ticketId, caller);
      expect(moves.map(({ verb }) => verb)).toEqual(["resolve", "close", "reopen", "close", "reopen"]);
    }
  });
});

describe("urging", () => {
  it("counts, tells, and waits an hour between two", async () => {
    const { ticketId } = await opened();
    await perform(assignTicket, { ticketId }, scene.agent);
    expect(await perform(urgeTicket, { ticketId }, scene.customer)).toMatchObject({ urgedCount: 1 });
    const soon = await failureOf(perform(urgeTicket, { ticketId }, scene.customer));
    expect(soon).toMatchObject({ code: "rule_violation", reason: "support.urged_lately" });
    const again = await withClock(later(now(), minutes(61)), () =>
      perform(urgeTicket, { ticketId }, scene.customer),
    );
    expect(again).toMatchObject({ urgedCount: 2 });
    expect(
      (await inboxOf(scene.agentId)).filter((message) => message === "support.inbox.urged"),
    ).toHaveLength(2);
    await perform(closeTicket, { ticketId }, scene.agent);
    expect((await failureOf(perform(urgeTicket, { ticketId }, scene.customer))).reason).toBe("wrong_state");
  });
});

describe("rating", () => {
  it("is the customer's, once, when it is over", async () => {
    const { ticketId } = await opened();
    const rate = (caller: Caller, answers: object = { overall: 4, speed: 5 }) =>
      perform(rateTicket, { ticketId, answers, comment: "Fast." }, caller);
    expect((await failureOf(rate(scene.customer))).reason).toBe("support.not_over");
    await perform(resolveTicket, { ticketId }, scene.agent);
    expect((await failureOf(rate(scene.agent))).reason).toBe("support.only_requester");
    for (const answers of [
      { overall: 6 },
      { overall: 0 },
      { overall: 2.5 },
      { speed: 3 },
      { overall: 3, x: 1 },
    ])
      expect((await failureOf(rate(scene.customer, answers))).code).toBe("invalid_input");
    expect(await rate(scene.customer)).toMatchObject({ overall: 4 });
    expect(await ticketOf(ticketId)).toMatchObject({
      rating: { overall: 4, speed: 5 },
      ratingOverall: 4,
      ratingComment: "Fast.",
    });
    expect(await failureOf(rate(scene.customer))).toMatchObject({
      code: "conflict",
      reason: "support.rated_already",
    });
  });
});

describe("merging", () => {
  it("moves what was written, ends the one and names the other", async () => {
    const one = await opened();
    const two = await opened({ subject: "And again" });
    await perform(noteOnTicket, { ticketId: one.ticketId, body: "Looks the same." }, scene.agent);
    const merged = await perform(mergeTicket, { ticketId: one.ticketId, intoId: two.ticketId }, scene.agent);
    expect(merged).toMatchObject({ state: "merged", into: two.number });
    // Nobody answered it: what was promised is kept by the other, or is not.
    expect(await ticketOf(one.ticketId)).toMatchObject({ slaState: "none" });
    const record = await readSupportTicket(two.ticketId, scene.agent);
    expect(record.comments).toHaveLength(3);
    expect(record.merged.map(({ number }) => number)).toEqual([one.number]);
    expect((await readSupportTicket(two.ticketId, scene.customer)).comments).toHaveLength(2);
    expect((await readSupportTicket(one.ticketId, scene.customer)).mergedInto).toMatchObject({
      number: two.number,
    });
    const say = perform(commentOnTicket, { ticketId: one.ticketId, body: "Hello?" }, scene.customer);
    expect((await failureOf(say)).reason).toBe("support.already_over");
    expect((await failureOf(perform(reopenTicket, { ticketId: one.ticketId }, scene.agent))).reason).toBe(
      "wrong_state",
    );
  });

  it("joins neither a ticket with itself, nor with another's, nor with one that is over", async () => {
    const { ticketId, number } = await opened();
    const stranger = await supportScene();
    const theirs = await opened({}, stranger.customer);
    const over = await opened();
    await perform(closeTicket, { ticketId: over.ticketId }, scene.agent);
    const merge = (intoId: string, caller = scene.agent) =>
      failureOf(perform(mergeTicket, { ticketId, intoId }, caller));
    expect((await merge(ticketId)).reason).toBe("support.merge_into_itself");
    expect((await merge(theirs.ticketId)).reason).toBe("support.merge_elsewhere");
    expect((await merge(over.ticketId)).reason).toBe("support.merge_into_over");
    const { operatorId } = await makeOperator(scene.tenant, allPermissions);
    expect((await merge(theirs.ticketId, callerAt(scene.tenant, operatorId, allPermissions))).code).toMatch(
      /forbidden|not_found/,
    );
    expect(await ticketOf(ticketId)).toMatchObject({ number, state: "open", version: 1 });
  });

  it("crosswise at once ends one of them and leaves nothing behind", async () => {
    const [one, two] = [await opened(), await opened()];
    const crossed = await Promise.allSettled([
      perform(mergeTicket, { ticketId: one.ticketId, intoId: two.ticketId }, scene.agent),
      perform(mergeTicket, { ticketId: two.ticketId, intoId: one.ticketId }, scene.other),
    ]);
    expect(crossed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const states = [await ticketOf(one.ticketId), await ticketOf(two.ticketId)].map(({ state }) => state);
    expect(states.sort()).toEqual(["merged", "open"]);
  });
});

describe("macros", () => {
  it("write their text and do what they do, and need what that needs", async () => {
    const { ticketId } = await opened();
    const macroId = await makeMacro((await platform()).organizationId);
    await prisma.supportMacro.update({ where: { id: macroId }, data: { priority: "high", resolves: true } });
    const weak = callerAt(await platform(), scene.agentId, [
      "support.tickets.read",
      "support.macros.read",
      "support.tickets.comment",
    ]);
    expect((await failureOf(perform(applyMacro, { ticketId, macroId }, weak))).code).toBe("forbidden");
    const done = await perform(applyMacro, { ticketId, macroId }, scene.agent);
    expect(done).toMatchObject({ state: "resolved" });
    expect(await ticketOf(ticketId)).toMatchObject({ priority: "high" });
    const elsewhere = await makeMacro((await makeTenant([])).organizationId);
    const other = await opened();
    const used = perform(applyMacro, { ticketId: other.ticketId, macroId: elsewhere }, scene.agent);
    expect((await failureOf(used)).code).toBe("not_found");
  });
});

describe("the roles", () => {
  it("let support and operations answer, agents ask, finance look, and technicians neither", () => {
    const may = (preset: Parameters<typeof presetRole>[0]) =>
      presetRole(preset, allPermissions).permissions.filter((name) => name.startsWith("support.tickets."));
    const all = allPermissions.filter((name) => name.startsWith("support.tickets."));
    expect(may("support")).toEqual(all);
    expect(may("operations")).toEqual(all);
    expect(may("agent")).toEqual(["support.tickets.read", "support.tickets.open"]);
    expect(may("finance")).toEqual(["support.tickets.read"]);
    expect(may("technician")).toEqual([]);
    expect(may("read_only")).toEqual(["support.tickets.read"]);
  });
});
