import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Examples } from "@/lib/core/testing/world";

async function jobRun(organizationId: string, state: "failed" | "running"): Promise<string> {
  const id = newId();
  await prisma.jobRun.create({
    data: {
      id,
      runId: id,
      functionId: "execute-approval",
      eventName: "approvals/approved",
      eventData: { approvalId: id },
      state,
      organizationId,
      startedAt: now(),
      updatedAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function breaker(key: string): Promise<string> {
  await prisma.circuitBreaker.create({
    data: { key, open: true, reason: "incident", changedAt: now() },
    select: { key: true },
  });
  return key;
}

export const sreExamples: Examples = {
  commands: {
    "job-runs.retry": async ({ tenant }) => ({
      input: { jobRunId: await jobRun(tenant.organizationId, "failed") },
    }),
    "job-runs.cancel": async ({ tenant }) => ({
      input: { jobRunId: await jobRun(tenant.organizationId, "running"), reason: "started twice" },
    }),
    "circuit-breakers.open": async () => ({ input: { key: "examples.open", reason: "provider is down" } }),
    "circuit-breakers.close": async () => ({ input: { key: "examples.close", reason: "provider is back" } }),
  },
  rows: {
    "job-runs": ({ tenant }) => jobRun(tenant.organizationId, "failed"),
    "outbox-events": async ({ tenant }) => {
      const id = newId();
      await prisma.outboxEvent.create({
        data: {
          id,
          name: "organizations/created",
          payload: {},
          organizationId: tenant.organizationId,
          createdAt: now(),
          nextAttemptAt: now(),
        },
        select: { id: true },
      });
      return id;
    },
    "circuit-breakers": () => breaker(`example-${newId().replace(/[^a-z]/g, "x")}`),
  },
};
