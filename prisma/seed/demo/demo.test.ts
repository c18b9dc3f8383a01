import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { dayClose } from "@/lib/billing/day-close/read";
import { proveSome } from "@/lib/billing/ledger/prove";
import { attemptsDue } from "@/lib/commerce/payment-attempts/due";
import type { Caller } from "@/lib/core/caller";
import { hours, now, withClock } from "@/lib/core/clock";
import type { Command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { Json } from "@/lib/core/json";
import { systemCaller } from "@/lib/core/system";
import { claimAttempt } from "@/lib/governance/approvals/carry-out";
import { seed } from "@/prisma/seed";
import { actsDone, Stage } from "@/prisma/seed/demo/actors";
import { seedDemo } from "@/prisma/seed/demo/index";
import { found } from "@/prisma/seed/found";
import "@/lib/registry";

/** A stage on which the lights go out again and again, also halfway through what an approval let happen. */
class FailingStage extends Stage {
  static outages = 0;
  private left = 120 + 20 * FailingStage.outages;

  static override async set(): Promise<Stage> {
    return new FailingStage(await actsDone());
  }

  private spend(): void {
    if (this.left-- > 0) return;
    FailingStage.outages++;
    throw new Error("The lights went out.");
  }

  override async act<Input, Output extends Json>(
    key: string,
    at: Date,
    command: Command<Input, Output>,
    input: unknown,
    caller: Caller,
  ): Promise<Output> {
    if (this.earlier(key) === undefined) this.spend();
    return super.act(key, at, command, input, caller);
  }

  override async carryOut(approvalId: string, at: Date): Promise<void> {
    if (this.left < 40) {
      await withClock(at, () => claimAttempt({ approvalId, attempt: 1, runId: `seed:${approvalId}` }));
      this.left = 0;
    }
    this.spend();
    return super.carryOut(approvalId, at);
  }
}

async function seedInSpiteOf(stage: () => Promise<Stage>): Promise<boolean> {
  try {
    return await seedDemo(stage);
  } catch (error) {
    if (error instanceof Error && error.message === "The lights went out.") return seedInSpiteOf(stage);
    throw error;
  }
}

beforeAll(async () => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_a_test";
  await found("Harbour Cloud");
  expect(await seedInSpiteOf(FailingStage.set)).toBe(true);
  expect(FailingStage.outages).toBeGreaterThan(5);
}, 600_000);

const statesOf = async (table: { groupBy(by: { by: ["state"]; _count: true }): Promise<unknown> }) =>
  Object.fromEntries(
    ((await table.groupBy({ by: ["state"], _count: true })) as { state: string; _count: number }[]).map(
      ({ state, _count }) => [state, _count],
    ),
  );

describe("the demo's money", () => {
  it("is told once", async () => {
    const before = await prisma.auditEntry.count();
    expect(await seed("demo")).toBe(false);
    expect(await prisma.auditEntry.count()).toBe(before);
  });

  it("keeps books that balance, in every account, wallet, hold and transaction", async () => {
    const proved = await proveSome({ part: "accounts", after: null }, 60_000);
    expect(proved).toMatchObject({ faults: [], faultCount: 0, next: null });
    expect(proved.seen.entries).toBeGreaterThan(1000);
  });

  it("closes every day of its half year, with nothing left unexplained", async () => {
    const day = (daysAgo: number) =>
      new Date(now().getTime() - hours(24 * daysAgo)).toISOString().slice(0, 10);
    const { currencies } = await dayClose(`${day(364)}..${day(0)}`, await systemCaller("test"));
    expect(currencies.map(({ currency }) => currency)).toEqual(["CNY", "EUR", "GBP", "SGD", "USD"]);
    for (const { channels, trialBalance } of currencies) {
      expect(trialBalance.isZero).toBe(true);
      for (const channel of channels) {
        expect(channel.net.compare(channel.movement)).toBe(0);
        expect(channel.opening.isZero).toBe(true);
        expect(channel.flows.other.isZero).toBe(true);
      }
    }
    const sum = (flow: "receipts" | "refunds" | "fees") =>
      currencies.flatMap(({ channels }) => channels).filter((channel) => !channel.flows[flow].isZero).length;
    expect([sum("receipts"), sum("refunds"), sum("fees")].every((count) => count > 0)).toBe(true);
  });

  it("has something of everything", async () => {
    expect(await statesOf(prisma.order)).toMatchObject({
      paid: expect.any(Number),
      fulfilled: expect.any(Number),
      canceled: expect.any(Number),
      expired: expect.any(Number),
      refunded: expect.any(Number),
      partially_refunded: expect.any(Number),
    });
    expect(await statesOf(prisma.topUp)).toMatchObject({
      pending: 3,
      in_review: 1,
      locked: 1,
      closed: expect.any(Number),
      failed: expect.any(Number),
      refunded: expect.any(Number),
    });
    expect(await statesOf(prisma.refund)).toMatchObject({ succeeded: expect.any(Number), failed: 1 });
    expect(await statesOf(prisma.refundTask)).toEqual({ open: 2, done: 1 });
    expect(await statesOf(prisma.dispute)).toMatchObject({ won: 1, lost: 1, open: 2 });
    expect(await statesOf(prisma.paymentEvent)).toMatchObject({ failed: 1, refused: 2, ignored: 1 });
    expect(await statesOf(prisma.bill)).toMatchObject({
      to_issue: 1,
      to_pay: expect.any(Number),
      partially_paid: 1,
      settled: expect.any(Number),
      void: 1,
    });
    expect(await prisma.bill.count({ where: { state: "to_pay", dueAt: { lt: now() } } })).toBeGreaterThan(0);
    expect(await statesOf(prisma.invoice)).toMatchObject({
      requested: expect.any(Number),
      issued: expect.any(Number),
    });
    expect(await prisma.invoice.count({ where: { state: "issued", fileId: null } })).toBe(0);
    expect(await statesOf(prisma.voucher)).toMatchObject({ active: expect.any(Number), void: 1 });
    expect(await statesOf(prisma.benefitGrant)).toMatchObject({ granted: expect.any(Number), failed: 2 });
    expect(await statesOf(prisma.autoRecharge)).toEqual({ active: 4, off: 1 });
    expect(await prisma.customer.count()).toBe(400);
    expect(await prisma.approval.count({ where: { command: "refunds.request", state: "pending" } })).toBe(2);
  });

  it("leaves nothing for jobs to chase", async () => {
    expect(await attemptsDue()).toEqual([]);
    expect(await prisma.paymentAttempt.count({ where: { endedAt: null } })).toBe(0);
    expect(await prisma.order.count({ where: { state: "pending" } })).toBe(0);
    expect(await prisma.refund.count({ where: { state: { in: ["processing", "unknown"] } } })).toBe(0);
    expect(await prisma.outboxEvent.count({ where: { sentAt: null } })).toBe(0);
    expect(await prisma.outgoingMail.count({ where: { state: "queued" } })).toBe(0);
  });
});
