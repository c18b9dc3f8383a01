import "@/lib/core/testing/database";
import "@/lib/registry";
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, hours, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { platform } from "@/lib/core/testing/world";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { cancelApproval } from "@/lib/governance/approvals/cancel";
import { approvalCounts } from "@/lib/governance/approvals/counts";
import { openApprovalsOf } from "@/lib/governance/approvals/open";
import { readApproval } from "@/lib/governance/approvals/read";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import { approvalsForMe } from "@/lib/governance/approvals/resource";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import {
  approvalRow,
  ask,
  colleague,
  eventsOf,
  later,
  makeOffice,
  type Office,
} from "@/lib/governance/testing/waiting";

let office: Office;
let approvalId: string;

beforeEach(async () => {
  await platform();
  office = await makeOffice();
  approvalId = await ask(office);
});

const approve = (caller: Caller, id = approvalId) => perform(approveApproval, { approvalId: id }, caller);

const viaToken = async (caller: Caller, createdById: string | null = null): Promise<Caller> => {
  const operatorId = caller.actor.type === "operator" ? caller.actor.operatorId : "";
  const tokenId = newId();
  await prisma.serviceToken.create({
    data: {
      id: tokenId,
      organizationId: office.tenant.organizationId,
      operatorId,
      createdById,
      name: "script",
      prefix: "flt_",
      tokenHash: tokenId,
      createdAt: now(),
    },
    select: { id: true },
  });
  return { ...caller, actor: { type: "token", operatorId, tokenId, label: "script" } };
};

const operatorIdOf = (caller: Caller): string =>
  caller.actor.type === "system" ? "" : caller.actor.operatorId;

describe("deciding", () => {
  it("goes step by step and ends approved, with the event that has it carried out", async () => {
    expect(await approve(office.operations)).toMatchObject({ state: "pending", step: 1 });
    expect(await approve(office.finance)).toMatchObject({ state: "approved", step: 2 });
    expect(await eventsOf(approvalId)).toMatchObject([
      { name: "approvals/requested" },
      { name: "approvals/advanced" },
      { name: "approvals/approved", payload: { approvalId, attempt: 1 } },
    ]);
  });

  it("refuses the requester, also with a token of theirs", async () => {
    const own = { code: "forbidden", reason: "governance.own_request" };
    await expect(approve(office.requester)).rejects.toMatchObject(own);
    await expect(approve(await viaToken(office.requester))).rejects.toMatchObject(own);
    await expect(
      perform(rejectApproval, { approvalId, reason: "changed my mind" }, office.requester),
    ).rejects.toMatchObject(own);
    expect(await approvalRow(approvalId)).toMatchObject({ state: "pending", currentStep: 0 });
  });

  it("refuses a token of another that the requester made", async () => {
    const puppet = await viaToken(office.operations, operatorIdOf(office.requester));
    await expect(approve(puppet)).rejects.toMatchObject({ reason: "governance.own_request" });
  });

  it("refuses the maker of the token a request came from", async () => {
    const puppet = await viaToken(office.requester, operatorIdOf(office.operations));
    await expect(approve(office.operations, await ask(office, puppet))).rejects.toMatchObject({
      reason: "governance.own_request",
    });
  });

  it("refuses one person a second step, also with a token of theirs", async () => {
    const both = await colleague(office.tenant, [
      "customers.organizations.suspend",
      "customers.organizations.export",
      "governance.approvals.review",
    ]);
    await approve(both);
    const twice = { code: "forbidden", reason: "governance.already_decided" };
    await expect(approve(both)).rejects.toMatchObject(twice);
    await expect(approve(await viaToken(both))).rejects.toMatchObject(twice);
  });

  it("takes the permission of the step, where the approval belongs", async () => {
    await expect(approve(office.finance)).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "customers.organizations.suspend" },
    });
    const reader = await colleague(office.tenant, ["customers.organizations.suspend"]);
    await expect(approve(reader)).rejects.toMatchObject({
      params: { permission: "governance.approvals.review" },
    });
  });

  it("asks for step-up where the command itself would", async () => {
    await expect(approve({ ...office.operations, steppedUpAt: null })).rejects.toMatchObject({
      code: "step_up_required",
    });
    expect(await prisma.approvalDecision.count({ where: { approvalId } })).toBe(0);
  });

  it("lets one of several at once fill the step", async () => {
    const rivals = await Promise.all(
      [1, 2, 3, 4].map(() =>
        colleague(office.tenant, ["customers.organizations.suspend", "governance.approvals.review"]),
      ),
    );
    const tries = await Promise.allSettled(rivals.map((rival) => approve(rival)));
    expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await approvalRow(approvalId)).toMatchObject({ state: "pending", currentStep: 1 });
  });

  it("does not let the product itself decide", async () => {
    await expect(approve(await systemCaller("test"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("ends rejected, with a reason, and stays so", async () => {
    await expect(perform(rejectApproval, { approvalId }, office.operations)).rejects.toMatchObject({
      code: "invalid_input",
    });
    await perform(rejectApproval, { approvalId, reason: "they paid" }, office.operations);
    expect(await approvalRow(approvalId)).toMatchObject({ state: "rejected" });
    await expect(approve(office.operations)).rejects.toMatchObject({
      code: "conflict",
      params: { state: "rejected" },
    });
  });

  it("is taken back by the requester or a reviewer, by nobody else", async () => {
    const stranger = await colleague(office.tenant, ["governance.approvals.read"]);
    await expect(perform(cancelApproval, { approvalId }, stranger)).rejects.toMatchObject({
      code: "forbidden",
    });
    // A token of theirs, whose list of permissions says nothing of it.
    const token = await viaToken(office.requester);
    const narrow: Caller = {
      ...token,
      actor: { ...token.actor, narrowed: true } as Caller["actor"],
      grants: [],
    };
    await expect(perform(cancelApproval, { approvalId }, narrow)).rejects.toMatchObject({
      code: "forbidden",
    });
    await perform(cancelApproval, { approvalId }, office.requester);
    expect(await approvalRow(approvalId)).toMatchObject({ state: "canceled" });
    const other = await ask(office);
    await perform(cancelApproval, { approvalId: other }, office.finance);
    expect(await approvalRow(other)).toMatchObject({ state: "canceled" });
  });

  it("expires when nobody decides in time, and no decision comes through after that", async () => {
    await withClock(later(hours(73)), async () => {
      await expect(approve({ ...office.operations, steppedUpAt: now() })).rejects.toMatchObject({
        reason: "governance.approval_expired",
      });
      await sweepApprovals();
    });
    expect(await approvalRow(approvalId)).toMatchObject({ state: "expired" });
    expect((await eventsOf(approvalId)).at(-1)?.name).toBe("approvals/expired");
  });

  it("does not expire before its time", async () => {
    await withClock(later(days(2)), sweepApprovals);
    expect(await approvalRow(approvalId)).toMatchObject({ state: "pending" });
  });
});

describe("what a request rests on", () => {
  const seen = async () => (await readApproval(office.operations, approvalId)).foundation;

  it("holds until somebody changes it", async () => {
    expect(await seen()).toEqual({ kind: "holds" });
    await prisma.organization.update({
      where: { id: office.target.organizationId },
      data: { state: "suspended", suspensionReason: "somebody was faster" },
      select: { id: true },
    });
    expect(await seen()).toEqual({
      kind: "changed",
      frozen: { state: "active", suspensionReason: null },
      current: { state: "suspended", suspensionReason: "somebody was faster" },
    });
    await perform(cancelApproval, { approvalId }, office.requester);
    expect(await seen()).toEqual({ kind: "holds" });
  });

  it("is gone where the one who asked may not do it any more", async () => {
    await prisma.roleGrant.deleteMany({ where: { operatorId: operatorIdOf(office.requester) } });
    expect(await seen()).toMatchObject({
      kind: "refused",
      reason: "forbidden",
      params: { permission: "customers.organizations.suspend" },
    });
  });
});

describe("what is open about a record", () => {
  const target = () => ({ type: "organizations", id: office.target.organizationId });

  it("is told until it is over, to who may read approvals there", async () => {
    const open = () => openApprovalsOf(office.finance, target());
    expect(await open()).toMatchObject([
      { id: approvalId, command: "organizations.suspend", state: "pending" },
    ]);
    await withClock(later(hours(73)), async () => expect(await open()).toEqual([]));
    const stranger = await makeOffice();
    expect(await openApprovalsOf(stranger.finance, target())).toEqual([]);
    await perform(rejectApproval, { approvalId, reason: "they paid" }, office.operations);
    expect(await open()).toEqual([]);
  });
});

describe("what waits for whom", () => {
  const waiting = async (caller: Caller) =>
    (await list(approvalsForMe, { filters: {} }, caller)).rows.map(([id]) => id);

  it("stands in the list of who can take the next step, and of nobody else", async () => {
    expect(await waiting(office.operations)).toEqual([approvalId]);
    expect(await waiting(office.finance)).toEqual([]);
    expect(await waiting(office.requester)).toEqual([]);
    await approve(office.operations);
    expect(await waiting(office.operations)).toEqual([]);
    expect(await waiting(office.finance)).toEqual([approvalId]);
  });

  it("is counted", async () => {
    expect(await approvalCounts(office.operations)).toEqual({ forMe: 1, mine: 0, all: 1 });
    expect(await approvalCounts(office.requester)).toEqual({ forMe: 0, mine: 1, all: 1 });
  });

  it("says on the page who may do what and why not", async () => {
    const mine = await readApproval(office.requester, approvalId);
    expect(mine.actions).toMatchObject({
      approve: { allowed: false, reason: "governance.own_request" },
      cancel: { allowed: true },
      retry: { allowed: false, reason: "wrong_state" },
    });
    expect(mine.before).toMatchObject({ state: "active" });
    expect(mine.after).toMatchObject({ state: "suspended" });
    await approve(office.operations);
    const next = await readApproval(office.finance, approvalId);
    expect(next.actions.approve).toEqual({ allowed: true });
    expect(next.steps.map((each) => each.state)).toEqual(["approved", "current"]);
    expect(next.timeline.map((entry) => entry.action)).toEqual(["approvals.request", "approvals.approve"]);
  });
});
