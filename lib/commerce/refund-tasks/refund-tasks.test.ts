import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { dismissRefundTask } from "@/lib/commerce/refund-tasks/dismiss";
import { notifyRefundTask } from "@/lib/commerce/refund-tasks/notify";
import { makeRefundTask } from "@/lib/commerce/testing/orders";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";

const allowed = ["commerce.refunds.request"];

let tenant: Tenant;
let caller: Caller;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allowed);
  caller = callerAt(tenant, tenant.operatorId, allowed);
});

const dismiss = (refundTaskId: string) =>
  perform(dismissRefundTask, { refundTaskId, reason: "given back at the counter" }, caller);

describe("money that waits to go back", () => {
  it("is dismissed once, and not while a refund of it is under way", async () => {
    const refundTaskId = await makeRefundTask(tenant);
    const taken = (refundId: string | null) =>
      prisma.refundTask.update({ where: { id: refundTaskId }, data: { refundId }, select: { id: true } });
    await taken(newId());
    await expect(dismiss(refundTaskId)).rejects.toMatchObject({ reason: "commerce.task_taken" });
    await taken(null);
    const outcomes = await Promise.allSettled([dismiss(refundTaskId), dismiss(refundTaskId)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const task = await prisma.refundTask.findUniqueOrThrow({ where: { id: refundTaskId } });
    expect(task).toMatchObject({
      state: "dismissed",
      note: "given back at the counter",
      closedAt: expect.any(Date),
    });
  });

  it("is told to those who can ask for its refund, and to nobody else", async () => {
    const refundTaskId = await makeRefundTask(tenant);
    const other = await makeOperator(tenant, ["commerce.refunds.read"]);
    const stranger = await makeTenant(allowed);
    await perform(notifyRefundTask, { refundTaskId }, await systemCaller("test"));
    const told = await prisma.inboxItem.findMany({
      where: { href: `commerce/refund-tasks/${refundTaskId}` },
      select: { operatorId: true },
    });
    const ids = told.map(({ operatorId }) => operatorId);
    expect(ids).toContain(tenant.operatorId);
    expect(ids).not.toContain(other.operatorId);
    expect(ids).not.toContain(stranger.operatorId);
  });
});
