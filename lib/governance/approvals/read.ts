import { sql } from "kysely";
import { z } from "zod";
import { step } from "@/lib/core/approval";
import { type Caller, may } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely, prisma } from "@/lib/core/db";
import type { AppError, ErrorParams } from "@/lib/core/errors";
import { record } from "@/lib/core/resource/list";
import { placeOf } from "@/lib/core/scope";
import { caseOf } from "@/lib/governance/approvals/case";
import { executionError, mayEndOtherwise } from "@/lib/governance/approvals/ending";
import { foundationOf } from "@/lib/governance/approvals/foundation";
import { approvals } from "@/lib/governance/approvals/resource";
import {
  isStuck,
  obstacleToCancel,
  obstacleToDecide,
  obstacleToRetry,
  obstacleToSettle,
} from "@/lib/governance/approvals/rules";

/** Whether the reader may take an action and, where not, why: a reason with its parameters for `describeError`. */
export type Action = { allowed: true } | { allowed: false; reason: string; params: ErrorParams };

const action = (obstacle: AppError | null): Action =>
  obstacle ? { allowed: false, reason: obstacle.reason, params: obstacle.params } : { allowed: true };

const objectOrNull = (value: unknown) =>
  z.record(z.string(), z.unknown()).nullable().catch(null).parse(value);

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/**
 * Everything the page of one approval shows, as plain data.
 * @throws not_found outside the caller's scope; forbidden without governance.approvals.read.
 */
export async function readApproval(caller: Caller, approvalId: string) {
  await record(approvals, approvalId, caller);
  const row = await prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: {
      id: true,
      number: true,
      state: true,
      command: true,
      input: true,
      policyName: true,
      steps: true,
      currentStep: true,
      requesterId: true,
      requesterToken: true,
      workedInId: true,
      reason: true,
      targetType: true,
      targetId: true,
      targetLabel: true,
      before: true,
      after: true,
      result: true,
      error: true,
      attempts: true,
      unknownSince: true,
      createdAt: true,
      expiresAt: true,
      decidedAt: true,
      finishedAt: true,
      requester: { select: { name: true } },
      organization: { select: { id: true, name: true } },
      decisions: {
        orderBy: { step: "asc" },
        select: {
          step: true,
          approved: true,
          reason: true,
          createdAt: true,
          operatorId: true,
          operator: { select: { name: true } },
        },
      },
    },
  });
  const steps = z.array(step).parse(row.steps);
  const { path } = await placeOf(row.organization.id);
  const { about, who } = await caseOf(prisma, { ...row, steps }, caller, path);
  const at = now();
  const decide = action(obstacleToDecide(about, who, at));
  const before = objectOrNull(row.before);
  const error = executionError.nullable().catch(null).parse(row.error);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    command: row.command,
    /** The frozen input, and what the command would change in readable form, as it stood when it was asked for. */
    input: objectOrNull(row.input) ?? {},
    before,
    after: objectOrNull(row.after),
    /** Whether what it rests on is still so; told while it is undecided. */
    foundation: row.state === "pending" ? await foundationOf({ ...row, before }) : { kind: "holds" as const },
    target:
      row.targetType && row.targetId
        ? { type: row.targetType, id: row.targetId, label: row.targetLabel ?? row.targetId }
        : null,
    organization: row.organization,
    requester: { id: row.requesterId, name: row.requester.name, byToken: row.requesterToken !== null },
    reason: row.reason,
    policy: row.policyName,
    steps: steps.map((entry, index) => stepOf(entry, index, row)),
    actions: {
      approve: decide,
      reject: decide,
      cancel: action(obstacleToCancel(about, who)),
      retry: action(obstacleToRetry(about, who, at)),
      settle: action(obstacleToSettle(about, who)),
    },
    result: row.result as unknown,
    error,
    /** Whether carrying it out again may end otherwise though nothing else changes. */
    mayEndOtherwise: error === null || mayEndOtherwise(error),
    /** Approved long ago, and no run took it. */
    stuck: isStuck(row, at),
    attempts: row.attempts,
    unknownSince: iso(row.unknownSince),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: iso(row.decidedAt),
    finishedAt: iso(row.finishedAt),
    runs: may(caller, "sre.job-runs.read") ? await runsOf(row) : [],
    timeline: await timelineOf(approvalId, row.createdAt),
  };
}

/** What `readApproval` returns. */
export type ApprovalRecord = Awaited<ReturnType<typeof readApproval>>;

type Decided = {
  state: string;
  currentStep: number;
  decisions: {
    step: number;
    approved: boolean;
    reason: string | null;
    createdAt: Date;
    operatorId: string;
    operator: { name: string };
  }[];
};

function stepOf(entry: z.infer<typeof step>, index: number, row: Decided) {
  const decision = row.decisions.find((each) => each.step === index);
  const undecided = row.state === "pending" && index === row.currentStep ? "current" : "ahead";
  return {
    ...entry,
    state: decision ? (decision.approved ? ("approved" as const) : ("rejected" as const)) : undecided,
    decision: decision
      ? {
          by: { id: decision.operatorId, name: decision.operator.name },
          at: decision.createdAt.toISOString(),
          reason: decision.reason,
        }
      : null,
  };
}

/** The durable runs that carried it out, newest first. */
async function runsOf({
  id,
  createdAt,
  finishedAt,
}: {
  id: string;
  createdAt: Date;
  finishedAt: Date | null;
}) {
  const rows = await kysely
    .selectFrom("job_run")
    .select(["job_run.id", "job_run.state", "job_run.attempt", "job_run.started_at", "job_run.ended_at"])
    .where("job_run.function_id", "=", "execute-approval")
    .where("job_run.started_at", ">=", createdAt)
    .where("job_run.started_at", "<=", finishedAt ?? now())
    .where(sql<boolean>`job_run.event_data ->> 'approvalId' = ${id}`)
    .orderBy("job_run.started_at", "desc")
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    attempt: row.attempt,
    startedAt: row.started_at.toISOString(),
    endedAt: iso(row.ended_at),
  }));
}

/** Its audit entries and those of the command it carried out, oldest first. */
async function timelineOf(approvalId: string, since: Date) {
  const rows = await kysely
    .selectFrom("audit_entry")
    .select(["id", "created_at", "action", "actor_type", "actor_label", "reason", "before", "after"])
    .where("created_at", ">=", since)
    .where((where) =>
      where.or([
        where.and([where("target_type", "=", "approvals"), where("target_id", "=", approvalId)]),
        where("approval_id", "=", approvalId),
      ]),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.created_at.toISOString(),
    action: row.action,
    actorType: row.actor_type,
    actor: row.actor_label,
    reason: row.reason,
    before: objectOrNull(row.before),
    after: objectOrNull(row.after),
  }));
}
