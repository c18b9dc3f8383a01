import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { hours, now, withClock } from "@/lib/core/clock";
import { type Command, command, execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { publishDirectory } from "@/lib/core/directory";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { platform } from "@/lib/core/testing/world";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { settleApproval as settle } from "@/lib/governance/approvals/ending";
import { retryApproval } from "@/lib/governance/approvals/retry";
import { settleApproval } from "@/lib/governance/approvals/settle";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import {
  approvalRow,
  eventsOf,
  makeOffice,
  type Office,
  operationsStep,
  run,
} from "@/lib/governance/testing/waiting";
import { allPermissions, commands, moduleOf, resources } from "@/lib/registry";

let office: Office;

beforeEach(async () => {
  await platform();
  office = await makeOffice([operationsStep]);
});

const later = (milliseconds: number): Date => new Date(Date.now() + milliseconds);

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

async function approvedTo<Input>(todo: Command<Input>, input: Input): Promise<string> {
  publishDirectory({
    commands: new Map<string, Command>([...commands, [charge.name, charge], [payout.name, payout]]),
    resources,
    permissions: allPermissions,
    moduleOf: (entry) =>
      entry.name in { "charges.make": 1, "payouts.make": 1 } ? { name: "tests" } : moduleOf(entry),
  });
  await prisma.approvalPolicy.create({
    data: {
      id: newId(),
      organizationId: office.tenant.organizationId,
      name: todo.name,
      command: todo.name,
      steps: [operationsStep],
      createdAt: now(),
      updatedAt: now(),
    },
    select: { id: true },
  });
  const outcome = await execute(todo, input, office.requester);
  if (outcome.status !== "waiting") throw new Error("No policy held it up.");
  await perform(approveApproval, { approvalId: outcome.approvalId }, office.operations);
  return outcome.approvalId;
}

describe("a command that throws", () => {
  it("ends failed with its message, leaves nothing behind, and retry works", async () => {
    broken = true;
    const approvalId = await approvedTo(charge, { amount: "12.50" });
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
    const approvalId = await approvedTo(payout, { amount: "80" });
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
