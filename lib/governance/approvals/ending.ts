import { z } from "zod";
import { after } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { Prisma } from "@/lib/core/generated/prisma/client";
import type { ApprovalState } from "@/lib/core/generated/prisma/enums";
import { approvalAnswer, forgetApprovalAnswer } from "@/lib/core/idempotency";
import { toJson } from "@/lib/core/json";
import { writeOutbox } from "@/lib/core/outbox";
import { settlementLease } from "@/lib/governance/approvals/lease";
import { stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";

/** Why an approved command was not carried out: an AppError's own words, or a defect's message. */
export const executionError = z.object({
  code: z.string(),
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
export type ExecutionError = z.infer<typeof executionError>;

/** Somebody looked and said that it did not happen. */
export const settledAsFailed = "governance.settled_as_failed";

/**
 * Whether carrying it out again may end otherwise though nothing else changes: something did not answer, a defect was mended,
 * or the outside never did it. A rule, a state or a missing record says the same again.
 */
export const mayEndOtherwise = ({ code, reason }: ExecutionError): boolean =>
  ["unavailable", "internal", "rate_limited"].includes(code) || reason === settledAsFailed;

/** How carrying out an approval went. "unknown": the outside was asked and its answer was lost (design section 4). */
export const executionOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("executed"), result: z.unknown() }),
  z.object({ outcome: z.literal("failed"), error: executionError }),
  z.object({ outcome: z.literal("unknown") }),
]);
export type ExecutionOutcome = z.infer<typeof executionOutcome>;

type Ended = { state: ApprovalState; event: string | null };

const jsonOrNull = (value: unknown) => {
  const json = toJson(value);
  return json === null ? Prisma.DbNull : json;
};

/**
 * Ends an execution, or notes that its end is not known. A failure is not believed while the command's own answer says that
 * its work is committed.
 * @param only the run or attempt it must still belong to.
 * @returns the state it is in now, and the event that says so.
 * @throws conflict when it is not executing (any more); not_found.
 */
export async function endExecution(
  tx: Tx,
  { approvalId, outcome, now }: { approvalId: string; outcome: ExecutionOutcome; now: Date },
  only: { runId?: string | null } = {},
): Promise<Ended> {
  const { command } = await tx.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { command: true },
  });
  const settledLater = directory().commands.get(command)?.settledLater ?? false;
  const answer = await approvalAnswer(tx, approvalId);
  // The work was done and only the news of it got lost.
  if (answer && outcome.outcome === "failed")
    return endExecution(
      tx,
      {
        approvalId,
        outcome: settledLater ? { outcome: "unknown" } : { outcome: "executed", result: answer.result },
        now,
      },
      only,
    );
  if (outcome.outcome === "unknown" || (outcome.outcome === "executed" && settledLater))
    return awaitSettlement(tx, { approvalId, outcome, now }, only);
  return close(tx, { approvalId, outcome, now, moves: { executed: "finish", failed: "fail" } }, only);
}

/**
 * The outside has taken it up, and says when it is done: the approval goes on executing for as long as that takes, and nothing
 * calls the answer lost meanwhile. Without effect on one that has ended.
 */
export async function awaitOutside(tx: Tx, approvalId: string): Promise<void> {
  await tx.approval.updateMany({
    where: { id: approvalId, state: "executing" },
    data: { leaseUntil: null, unknownSince: null },
  });
}

/**
 * Settles an approval whose command only reserved: the last of its three steps (design section 7). "unknown" says that the
 * outside was asked and its answer was lost: it stays executing until a late answer or a person settles it. One that failed
 * because nobody knew better is executed when the outside says that it has done it.
 * @throws conflict when it is neither executing nor failed and done after all.
 */
export async function settleApproval(
  tx: Tx,
  approvalId: string,
  outcome: ExecutionOutcome,
  now: Date,
): Promise<ApprovalState> {
  // A retry must reserve anew instead of getting the answer of the reservation that came to nothing.
  if (outcome.outcome === "failed") await forgetApprovalAnswer(tx, approvalId);
  const before = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, select: { state: true } });
  const moves = {
    executed: before.state === "failed" ? "turn_out" : "settle",
    failed: "give_up",
  } as const;
  const { state, event } =
    outcome.outcome === "unknown"
      ? await awaitSettlement(tx, { approvalId, outcome, now }, {})
      : await close(tx, { approvalId, outcome, now, moves });
  const { organizationId } = await tx.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { organizationId: true },
  });
  if (event) await writeOutbox(tx, [{ name: event, payload: { approvalId } }], organizationId, now);
  return state;
}

async function awaitSettlement(
  tx: Tx,
  { approvalId, outcome, now }: { approvalId: string; outcome: ExecutionOutcome; now: Date },
  only: { runId?: string | null },
): Promise<Ended> {
  const lost = outcome.outcome === "unknown";
  const { leaseUntil } = await tx.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { leaseUntil: true },
  });
  await approvalMachine.move(
    "finish",
    ({ where }) =>
      tx.approval.updateMany({
        where: { id: approvalId, ...only, ...where },
        data: lost
          ? { unknownSince: now, leaseUntil: null }
          : {
              result: jsonOrNull("result" in outcome ? outcome.result : null),
              // The outside may have said already that it is at it.
              leaseUntil: leaseUntil && after(now, settlementLease),
            },
      }),
    stateOf(tx, approvalId),
  );
  return { state: "executing", event: lost ? "approvals/unknown" : null };
}

async function close(
  tx: Tx,
  {
    approvalId,
    outcome,
    now,
    moves,
  }: {
    approvalId: string;
    outcome: Exclude<ExecutionOutcome, { outcome: "unknown" }>;
    now: Date;
    moves: { executed: "finish" | "settle" | "turn_out"; failed: "fail" | "give_up" };
  },
  only: { runId?: string | null } = {},
): Promise<Ended> {
  const state = await approvalMachine.move(
    moves[outcome.outcome],
    ({ where, data }) =>
      tx.approval.updateMany({
        where: { id: approvalId, ...only, ...where },
        data: {
          ...data,
          leaseUntil: null,
          unknownSince: null,
          finishedAt: now,
          ...(outcome.outcome === "executed"
            ? { result: jsonOrNull(outcome.result), error: Prisma.DbNull }
            : { error: outcome.error }),
        },
      }),
    stateOf(tx, approvalId),
  );
  return { state, event: `approvals/${state}` };
}
