import { frozenText } from "@/lib/core/approval";
import { execute, perform } from "@/lib/core/command";
import { digestMatches } from "@/lib/core/crypto/keyring";
import { prisma } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { AppError, refused } from "@/lib/core/errors";
import { describeError, describeWhole, translator } from "@/lib/core/i18n/translate";
import { log } from "@/lib/core/log";
import { systemCaller } from "@/lib/core/system";
import { claimApproval } from "@/lib/governance/approvals/claim";
import type { ExecutionError, ExecutionOutcome } from "@/lib/governance/approvals/ending";
import { finishApproval } from "@/lib/governance/approvals/finish";
import { mayPass } from "@/lib/governance/approvals/passing";
import { absentCaller } from "@/lib/governance/auth/absent-caller";

/** One attempt at carrying out an approval, by one durable run. */
export type Attempt = { approvalId: string; attempt: number; runId: string };

const executor = () => systemCaller("execute-approval");

const isOvertaken = (error: unknown): boolean => error instanceof AppError && error.code === "conflict";

/** @returns whether the attempt is this run's; false when another run was faster or the attempt is over. */
export async function claimAttempt(attempt: Attempt): Promise<boolean> {
  try {
    await perform(claimApproval, attempt, await executor());
    return true;
  } catch (error) {
    if (isOvertaken(error)) return false;
    throw error;
  }
}

/**
 * Runs exactly the frozen command, as the one who asked for it and with the rights they have now. The approval's id is the
 * idempotency key, so that its work is done once, whatever crashes and however often this runs.
 * @returns how it went; a refusal or a defect is an outcome.
 * @throws whatever may pass by itself, for the engine to try again.
 */
export async function carryOut(approvalId: string): Promise<ExecutionOutcome> {
  try {
    const row = await prisma.approval.findUniqueOrThrow({
      where: { id: approvalId },
      select: {
        id: true,
        command: true,
        input: true,
        inputHash: true,
        requesterId: true,
        requesterToken: true,
        workedInId: true,
        state: true,
      },
    });
    // An engine that lost the first answer asks again: what was settled meanwhile is not begun anew.
    if (row.state !== "executing") return { outcome: "unknown" };
    if (!digestMatches(frozenText(row), row.inputHash)) throw refused("governance.approval_altered");
    const command = directory().commands.get(row.command);
    if (!command) throw refused("governance.command_gone", { command: row.command });
    const requester = await absentCaller({
      operatorId: row.requesterId,
      organizationId: row.workedInId,
      tokenId: row.requesterToken,
      locale: "en",
    });
    const outcome = await execute(command, row.input, {
      ...requester,
      approvalId,
      idempotencyKey: approvalId,
    });
    if (outcome.status !== "done") throw new Error(`${row.command} asked for approval while being approved.`);
    return { outcome: "executed", result: outcome.data };
  } catch (error) {
    if (mayPass(error)) throw error;
    if (!(error instanceof AppError)) log().error({ err: error, approvalId }, "an approved command failed");
    return { outcome: "failed", error: await inWords(error) };
  }
}

/** Records how the attempt went; without effect when the attempt is no longer this run's. */
export async function reportOutcome(
  { approvalId, runId }: Pick<Attempt, "approvalId" | "runId">,
  ended: ExecutionOutcome,
): Promise<{ state: string } | null> {
  try {
    return await perform(finishApproval, { approvalId, runId, ended }, await executor());
  } catch (error) {
    if (isOvertaken(error)) return null;
    throw error;
  }
}

/** The outcome of an attempt the engine gave up on. */
export const gaveUp = (error: { message: string }): ExecutionOutcome => ({
  outcome: "failed",
  error: { code: "unavailable", reason: "governance.execution_gave_up", params: {}, message: error.message },
});

async function inWords(error: unknown): Promise<ExecutionError> {
  const t = await translator("en");
  if (error instanceof AppError) {
    const { code, reason, params } = error;
    return { code, reason, params, message: describeWhole(error, t) };
  }
  // A database's error quotes statements, which are nobody's business here; the log has it.
  const own = error instanceof Error && !/^Prisma|^DriverAdapter/.test(error.name) && !("severity" in error);
  const internal = new AppError("unavailable", "internal");
  return {
    code: "internal",
    reason: "internal",
    params: {},
    message: own ? error.message.slice(0, 500) : describeError(internal, t),
  };
}
