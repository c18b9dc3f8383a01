"use server";

import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { CommandError, CommandResult } from "@/components/form/command";
import type { Caller } from "@/lib/core/caller";
import { type Command, execute } from "@/lib/core/command";
import { AppError, invalidInput, notFound } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { toJson } from "@/lib/core/json";
import { log } from "@/lib/core/log";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import { commands } from "@/lib/registry";

const call = z.tuple([
  z.string().max(100),
  z.record(z.string(), z.unknown()),
  z.object({ idempotencyKey: z.string().regex(/^[\x21-\x7e]{1,200}$/) }),
]);

/** Runs a command for whoever is signed in. Next has checked the origin before this is reached. */
export async function runCommand(
  name: string,
  input: Record<string, unknown>,
  options: { idempotencyKey: string },
): Promise<CommandResult> {
  const caller = await currentCaller();
  try {
    const [known, given, { idempotencyKey }] = checked(call.safeParse([name, input, options]));
    const command = commandNamed(known);
    checkInput(command, given, caller.locale);
    const outcome = await execute(command, given, { ...caller, idempotencyKey });
    refresh();
    if (outcome.status === "done") return { ok: true, data: outcome.data };
    const { approvalId, number } = outcome;
    return { ok: true, data: { approvalId, number }, approvalId };
  } catch (error) {
    return { ok: false, error: await inWords(error, caller) };
  }
}

function commandNamed(name: string): Command {
  const command = commands.get(name);
  if (!command) throw notFound();
  return command;
}

function checked<Output>(result: z.ZodSafeParseResult<Output>): Output {
  if (result.success) return result.data;
  throw invalidInput(
    result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
  );
}

const wordsOf = { en: z.locales.en().localeError, zh: z.locales.zhCN().localeError };

// The kernel parses again, for callers of every language; here the faults are worded for the one who reads them.
function checkInput(command: Command, input: Record<string, unknown>, locale: Caller["locale"]): void {
  checked(command.input.safeParse(input, { error: wordsOf[locale] }));
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
      ? { fieldErrors: Object.fromEntries(fields.map((fault) => [fault.path, fault.message])) }
      : {}),
    ...(current ? { current: toJson(current) as Record<string, unknown> } : {}),
    requestId: caller.requestId,
  };
}
