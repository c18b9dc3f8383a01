"use server";

import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { ApprovalAhead, CommandError, CommandResult } from "@/components/form/command";
import { anyPolicyFor } from "@/lib/core/approval";
import type { Caller } from "@/lib/core/caller";
import { approvalAhead, type Command, execute } from "@/lib/core/command";
import { AppError, notFound } from "@/lib/core/errors";
import { describeError, describeFaults, translator } from "@/lib/core/i18n/translate";
import { parseInput } from "@/lib/core/input";
import { toJson } from "@/lib/core/json";
import { log } from "@/lib/core/log";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import { type DrawnFor, requireSame } from "@/lib/governance/auth/drawn-for";
import { commands } from "@/lib/registry";

const call = z.tuple([
  z.string().max(100),
  z.record(z.string(), z.unknown()),
  z.string().regex(/^[\x21-\x7e]{1,200}$/),
]);

/** Runs a command for whoever is signed in, from a page drawn for them. Next has checked the origin before this is reached. */
export async function runCommand(
  name: string,
  input: Record<string, unknown>,
  { idempotencyKey: key, page }: { idempotencyKey: string; page: DrawnFor },
): Promise<CommandResult> {
  const caller = await currentCaller();
  try {
    requireSame(page, caller);
    const [known, given, idempotencyKey] = parseInput(call, [name, input, key]);
    const outcome = await execute(commandNamed(known), given, { ...caller, idempotencyKey });
    refresh();
    if (outcome.status === "done") return { ok: true, data: outcome.data };
    const { approvalId, number } = outcome;
    return { ok: true, data: { approvalId, number }, approvalId };
  } catch (error) {
    return { ok: false, error: await inWords(error, caller) };
  }
}

/** Whether a command, with what its form says so far, would wait for approval, and by whom. Writes nothing. */
export async function askApprovalAhead(
  name: string,
  input: Record<string, unknown>,
): ReturnType<ApprovalAhead> {
  const caller = await currentCaller();
  try {
    const [known, given] = parseInput(asked, [name, input]);
    const command = commandNamed(known);
    if (!command.approvable || !(await anyPolicyFor(known))) return { concerned: false, steps: null };
    const policy = await approvalAhead(command, withReason(command, given), caller);
    return { concerned: true, steps: policy?.steps.map((step) => step.label) ?? null };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof AppError) return { concerned: true, steps: null };
    throw error;
  }
}

const asked = z.tuple([z.string().max(100), z.record(z.string(), z.unknown())]);

/** The reason is typed last, and no policy depends on its being there. */
function withReason(command: Command, input: Record<string, unknown>): Record<string, unknown> {
  if (command.input.safeParse(input).success) return input;
  const reasoned = { ...input, reason: "not said yet" };
  return command.input.safeParse(reasoned).success ? reasoned : input;
}

function commandNamed(name: string): Command {
  const command = commands.get(name);
  if (!command) throw notFound();
  return command;
}

async function inWords(error: unknown, caller: Caller): Promise<CommandError> {
  unstable_rethrow(error);
  const t = await translator(caller.locale);
  if (!(error instanceof AppError)) {
    log().error({ err: error, requestId: caller.requestId }, "command failed");
    return {
      code: "internal",
      reason: "internal",
      message: t("core.errors.internal"),
      requestId: caller.requestId,
    };
  }
  const { fields, current } = error.details;
  return {
    code: error.code,
    reason: error.reason,
    message: describeError(error, t),
    ...(fields
      ? {
          fieldErrors: Object.fromEntries(
            describeFaults(fields, t).map(({ path, message }) => [path, message]),
          ),
        }
      : {}),
    ...(current ? { current: toJson(current) as Record<string, unknown> } : {}),
    requestId: caller.requestId,
  };
}
