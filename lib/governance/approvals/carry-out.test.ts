import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { hours, minutes, now, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { platform } from "@/lib/core/testing/world";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { carryOut, claimAttempt, gaveUp, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { readApproval } from "@/lib/governance/approvals/read";
import { retryApproval } from "@/lib/governance/approvals/retry";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import {
  approvalRow,
  approved,
  colleague,
  eventsOf,
  later,
  makeOffice,
  type Office,
  operationsStep,
  run,
} from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";

let office: Office;

beforeEach(async () => {
  await platform();
  office = await makeOffice([operationsStep]);
});

const stateOfTarget = async () =>
  (
    await prisma.organization.findUniqueOrThrow({
      where: { id: office.target.organizationId },
      select: { state: true },
    })
  ).state;

const worksDone = (approvalId: string) =>
  prisma.auditEntry.findMany({
    where: { approvalId },
    select: { action: true, actorId: true },
  });

const disable = (caller: Office["requester"]) =>
  prisma.operator.update({
    where: { id: caller.actor.type === "operator" ? caller.actor.operatorId : "" },
    data: { state: "disabled" },
    select: { id: true },
  });

describe("carrying out", () => {
  it("does what was asked, as the one who asked", async () => {
    const approvalId = await approved(office);
    expect(await stateOfTarget()).toBe("active");
    expect(await run(approvalId)).toBe("executed");
    expect(await stateOfTarget()).toBe("suspended");
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "executed",
      result: { state: "suspended" },
      error: null,
    });
    const { actor } = office.requester;
    expect(await worksDone(approvalId)).toEqual([
      { action: "organizations.suspend", actorId: actor.type === "operator" && actor.operatorId },
    ]);
    expect((await eventsOf(approvalId)).at(-1)?.name).toBe("approvals/executed");
  });

  it("happens once, however often its event arrives", async () => {
    const approvalId = await approved(office);
    const runs = await Promise.all([1, 2, 3].map(() => run(approvalId)));
    expect(runs.sort()).toEqual(["executed", "overtaken", "overtaken"]);
    expect(await run(approvalId)).toBe("overtaken");
    expect(await worksDone(approvalId)).toHaveLength(1);
  });

  it("happens once, though a claimed run executes several times at once", async () => {
    const approvalId = await approved(office);
    await claimAttempt({ approvalId, attempt: 1, runId: "run" });
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => carryOut(approvalId)));
    expect(outcomes.map((each) => each.outcome)).toEqual(Array(4).fill("executed"));
    expect(await worksDone(approvalId)).toHaveLength(1);
  });

  it("lets the same run claim again after a crash", async () => {
    const approvalId = await approved(office);
    const attempt = { approvalId, attempt: 1, runId: "run" };
    expect(await claimAttempt(attempt)).toBe(true);
    expect(await claimAttempt(attempt)).toBe(true);
    expect(await claimAttempt({ ...attempt, runId: "other" })).toBe(false);
  });

  it.each([
    ["input", { input: { organizationId: newId(), reason: "somebody else" } }],
    ["command", { command: "organizations.reactivate" }],
  ])("refuses an altered %s", async (_, change) => {
    const approvalId = await approved(office);
    await prisma.approval.update({ where: { id: approvalId }, data: change, select: { id: true } });
    expect(await run(approvalId)).toBe("failed");
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "failed",
      error: { reason: "governance.approval_altered" },
    });
    expect(await stateOfTarget()).toBe("active");
  });

  it("refuses an altered requester", async () => {
    const approvalId = await approved(office);
    const { operatorId } = office.tenant;
    await prisma.approval.update({
      where: { id: approvalId },
      data: { requesterId: operatorId },
      select: { id: true },
    });
    expect(await run(approvalId)).toBe("failed");
    expect(await stateOfTarget()).toBe("active");
  });

  it("fails with the reason when the world changed meanwhile, and can be retried when it changed back", async () => {
    const [first, second] = [await approved(office), await approved(office)];
    await run(first);
    expect(await run(second)).toBe("failed");
    const { error } = await approvalRow(second);
    expect(error).toMatchObject({ code: "conflict", reason: "wrong_state", params: { state: "suspended" } });
    expect(error).toHaveProperty("message", expect.stringContaining("Suspended"));

    const boss = await colleague(office.tenant, allPermissions);
    await perform(
      reactivateOrganization,
      { organizationId: office.target.organizationId, reason: "paid" },
      boss,
    );
    await expect(
      perform(
        retryApproval,
        { approvalId: second },
        await colleague(office.tenant, ["governance.approvals.review"]),
      ),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await perform(retryApproval, { approvalId: second }, office.finance)).toMatchObject({
      state: "executing",
      attempt: 2,
    });
    expect(await run(second, 1)).toBe("overtaken");
    expect(await run(second, 2)).toBe("executed");
    expect(await stateOfTarget()).toBe("suspended");
  });

  it("fails when the requester was disabled or lost the permission", async () => {
    const [first, second] = [await approved(office), await approved(office)];
    await prisma.roleGrant.deleteMany({
      where: {
        operatorId: office.requester.actor.type === "operator" ? office.requester.actor.operatorId : "",
      },
    });
    expect(await run(first)).toBe("failed");
    expect(await approvalRow(first)).toMatchObject({
      error: { code: "forbidden", params: { permission: "customers.organizations.suspend" } },
    });
    await disable(office.requester);
    expect(await run(second)).toBe("failed");
    expect(await approvalRow(second)).toMatchObject({ error: { reason: "governance.requester_gone" } });
    expect(await stateOfTarget()).toBe("active");
  });

  it("leaves to the engine what may pass by itself", async () => {
    const approvalId = await approved(office);
    const runId = newId();
    await claimAttempt({ approvalId, attempt: 1, runId });
    const key = "organizations.suspend";
    await prisma.circuitBreaker.create({
      data: { key, open: true, reason: "incident", changedAt: now() },
      select: { key: true },
    });
    await expect(carryOut(approvalId)).rejects.toMatchObject({ code: "unavailable" });
    await prisma.circuitBreaker.delete({ where: { key }, select: { key: true } });
    await reportOutcome({ approvalId, runId }, gaveUp({ message: "still open" }));
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "failed",
      error: { reason: "governance.execution_gave_up", message: "still open" },
    });
  });
});

describe("an execution that got stuck", () => {
  it("fails after its lease, can be retried, and its late report is not heard", async () => {
    const approvalId = await approved(office);
    await claimAttempt({ approvalId, attempt: 1, runId: "lost" });
    await withClock(later(minutes(14)), () => sweepApprovals());
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executing" });
    await withClock(later(minutes(16)), () => sweepApprovals());
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "failed",
      error: { reason: "governance.execution_stuck" },
    });
    await perform(retryApproval, { approvalId }, office.finance);
    expect(await reportOutcome({ approvalId, runId: "lost" }, gaveUp({ message: "late" }))).toBeNull();
    expect(await run(approvalId, 2)).toBe("executed");
    expect(await worksDone(approvalId)).toHaveLength(1);
  });

  it("counts as executed when its work was committed and only the news got lost", async () => {
    const approvalId = await approved(office);
    await claimAttempt({ approvalId, attempt: 1, runId: "lost" });
    await carryOut(approvalId);
    await withClock(later(minutes(16)), () => sweepApprovals());
    expect(await approvalRow(approvalId)).toMatchObject({
      state: "executed",
      result: { state: "suspended" },
    });
  });

  it("can be begun by hand when it never was (control-tower 5.4)", async () => {
    const approvalId = await approved(office);
    const retry = () => perform(retryApproval, { approvalId }, office.finance);
    await expect(retry()).rejects.toMatchObject({ reason: "governance.about_to_execute" });
    const soon = await readApproval(office.finance, approvalId);
    expect([soon.stuck, soon.actions.retry.allowed]).toEqual([false, false]);
    await withClock(later(minutes(16)), async () => {
      const stuck = await readApproval(office.finance, approvalId);
      expect([stuck.stuck, stuck.actions.retry.allowed]).toEqual([true, true]);
      await retry();
    });
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executing", attempts: 1 });
    expect(await run(approvalId, 1)).toBe("executed");
    expect(await run(approvalId, 1)).toBe("overtaken");
  });
});

describe("the gate", () => {
  it("lets a call with the same key wait once", async () => {
    const caller = { ...office.requester, idempotencyKey: newId() };
    const input = { organizationId: office.target.organizationId, reason: "three invoices overdue" };
    const [first, again] = [
      await execute(suspendOrganization, input, caller),
      await execute(suspendOrganization, input, caller),
    ];
    expect(again).toEqual(first);
  });

  describe("asked for the same again", () => {
    const input = () => ({ organizationId: office.target.organizationId, reason: "three invoices overdue" });
    const wait = async (caller = office.requester, changes = {}) => {
      const outcome = await execute(suspendOrganization, { ...input(), ...changes }, caller);
      if (outcome.status !== "waiting") throw new Error("No policy held it up.");
      return outcome;
    };

    it("refuses, naming the approval that is open, whoever asks and until it is over", async () => {
      const first = await wait();
      const refusal = {
        status: 409,
        reason: "asked_already",
        params: { number: first.number },
        details: { current: { approvalId: first.approvalId, number: first.number, state: "pending" } },
      };
      await expect(wait()).rejects.toMatchObject(refusal);
      await expect(wait(office.operations)).rejects.toMatchObject(refusal);
      await wait(office.requester, { reason: "traffic looks like resale" });
      await perform(approveApproval, { approvalId: first.approvalId }, office.operations);
      await expect(wait()).rejects.toMatchObject({ details: { current: { state: "approved" } } });
      await claimAttempt({ approvalId: first.approvalId, attempt: 1, runId: "run" });
      await expect(wait()).rejects.toMatchObject({ details: { current: { state: "executing" } } });
      await reportOutcome({ approvalId: first.approvalId, runId: "run" }, gaveUp({ message: "gone" }));
      expect((await wait()).number).not.toBe(first.number);
    });

    it("lets one of several at once ask", async () => {
      const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(() => wait()));
      expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
      expect(await prisma.approval.count({ where: { organizationId: office.target.organizationId } })).toBe(
        1,
      );
    });

    it("does not count one whose time to decide is over, though nobody swept it yet", async () => {
      await wait();
      await withClock(later(hours(73)), async () =>
        expect(await wait({ ...office.requester, steppedUpAt: now() })).toHaveProperty("number"),
      );
    });
  });

  it("still asks for the permission and the step-up of whoever asks", async () => {
    const input = { organizationId: office.target.organizationId, reason: "three invoices overdue" };
    await expect(execute(suspendOrganization, input, office.finance)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      execute(suspendOrganization, input, { ...office.requester, steppedUpAt: null }),
    ).rejects.toMatchObject({ code: "step_up_required" });
  });
});
