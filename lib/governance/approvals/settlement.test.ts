import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { hours, now, withClock } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { platform } from "@/lib/core/testing/world";
import {
  executionError,
  mayEndOtherwise,
  settleApproval as settle,
  settledAsFailed,
} from "@/lib/governance/approvals/ending";
import { readApproval } from "@/lib/governance/approvals/read";
import { retryApproval } from "@/lib/governance/approvals/retry";
import { settleApproval } from "@/lib/governance/approvals/settle";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import { tellOf } from "@/lib/governance/approvals/tell";
import {
  approvalRow,
  approvedTo,
  eventsOf,
  later,
  makeOffice,
  type Office,
  operationsStep,
  publishAlso,
  run,
} from "@/lib/governance/testing/waiting";

let office: Office;

beforeEach(async () => {
  await platform();
  office = await makeOffice([operationsStep]);
  publishAlso(charge, payout);
});

/** Commands of a module that does not exist, to be put behind approval. */
let broken = true;
const charge = command({
  name: "charges.make",
  permission: "customers.organizations.suspend",
  input: object({ amount: z.string() }),
  scope: own(),
  async run({ input, emit }) {
    emit("charges/asked", {});
    if (broken) throw new TypeError("the provider's library is missing");
    return { amount: input.amount };
  },
});
const payout = command({
  name: "payouts.make",
  permission: "customers.organizations.suspend",
  input: object({ amount: z.string() }),
  scope: own(),
  settledLater: true,
  async run({ input, audit }) {
    audit.change(null, { reserved: input.amount });
    return { reserved: input.amount };
  },
});

describe("a command that throws", () => {
  it("ends failed with its message, leaves nothing behind, and retry works", async () => {
    broken = true;
    const approvalId = await approvedTo(office, charge, { amount: "12.50" });
    expect(await run(approvalId)).toBe("failed");
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "failed",
      error: { code: "internal", message: "the provider's library is missing" },
    });
    expect(await prisma.outboxEvent.count({ where: { name: "charges/asked" } })).toBe(0);
    broken = false;
    await perform(retryApproval, { approvalId }, office.finance);
    expect(await run(approvalId, 2)).toBe("executed");
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executed", error: null, attempts: 2 });
  });
});

describe("a command that is settled later", () => {
  const reserved = async () => {
    const approvalId = await approvedTo(office, payout, { amount: "80" });
    await run(approvalId);
    return approvalId;
  };
  const reservations = (approvalId: string) => prisma.auditEntry.count({ where: { approvalId } });

  it("stays executing until it is settled", async () => {
    const approvalId = await reserved();
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executing", result: { reserved: "80" } });
    await prisma.$transaction((tx) =>
      settle(tx, approvalId, { outcome: "executed", result: { paid: "80" } }, now()),
    );
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executed", result: { paid: "80" } });
    expect((await eventsOf(approvalId)).at(-1)?.name).toBe("approvals/executed");
  });

  it("is unknown, not failed, when no answer came; another than the requester settles it", async () => {
    const approvalId = await reserved();
    await withClock(later(hours(2)), () => sweepApprovals());
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "executing",
      unknownSince: expect.any(Date),
    });
    const input = { approvalId, outcome: "executed", reason: "seen on the statement" };
    await expect(perform(settleApproval, input, office.requester)).rejects.toMatchObject({
      reason: "governance.own_request",
    });
    expect(await perform(settleApproval, input, office.finance)).toMatchObject({ state: "executed" });
    expect(await approvalRow(approvalId)).toMatchObject({ unknownSince: null });
  });

  it("is unknown at once when the settling step says so, and those who may settle it hear of it", async () => {
    const approvalId = await reserved();
    await prisma.$transaction((tx) => settle(tx, approvalId, { outcome: "unknown" }, now()));
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "executing",
      unknownSince: expect.any(Date),
    });
    const event = (await eventsOf(approvalId)).at(-1);
    expect(event?.name).toBe("approvals/unknown");
    await tellOf(approvalId, "unknown", newId());
    const heard = await prisma.inboxItem.findMany({
      where: { message: "governance.inbox.approval_unknown" },
      select: { operatorId: true },
    });
    const ids = heard.map((each) => each.operatorId);
    expect(ids).toContain(operatorOf(office.requester));
    expect(ids).toContain(operatorOf(office.finance));
    expect((await readApproval(office.finance, approvalId)).actions).toMatchObject({
      settle: { allowed: true },
      retry: { allowed: false },
    });
    expect((await readApproval(office.requester, approvalId)).actions.settle).toMatchObject({
      allowed: false,
      reason: "governance.own_request",
    });
    // An answer that comes late is the better witness.
    await prisma.$transaction((tx) => settle(tx, approvalId, { outcome: "executed", result: null }, now()));
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executed", unknownSince: null });
  });

  it("says in the trail who settled it, how and why", async () => {
    const approvalId = await reserved();
    await prisma.$transaction((tx) => settle(tx, approvalId, { outcome: "unknown" }, now()));
    const input = { approvalId, outcome: "failed", reason: "the bank knows nothing of it" };
    await perform(settleApproval, input, office.finance);
    const row = await approvalRow(approvalId);
    expect(row).toMatchObject({ state: "failed", error: { reason: settledAsFailed } });
    expect(mayEndOtherwise(executionError.parse(row.error))).toBe(true);
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { action: "approvals.settle", targetId: approvalId },
      select: { actorId: true, reason: true, before: true, after: true },
    });
    expect(entry).toEqual({
      actorId: operatorOf(office.finance),
      reason: input.reason,
      before: { state: "executing", unknown: true },
      after: { state: "failed", unknown: false },
    });
  });

  it("reserves anew when it was settled as failed and is retried", async () => {
    const approvalId = await reserved();
    await withClock(later(hours(2)), () => sweepApprovals());
    await perform(settleApproval, { approvalId, outcome: "failed", reason: "never arrived" }, office.finance);
    await perform(retryApproval, { approvalId }, office.finance);
    expect(await run(approvalId, 2)).toBe("executed");
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executing" });
    expect(await reservations(approvalId)).toBe(2);
  });

  it("cannot be settled while the answer is still awaited", async () => {
    const approvalId = await reserved();
    await expect(
      perform(settleApproval, { approvalId, outcome: "failed", reason: "impatient" }, office.finance),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});
