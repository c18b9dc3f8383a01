"use server";

import { unstable_rethrow } from "next/navigation";
import type { CommandResult } from "@/components/form/command";
import { beginSetup } from "@/lib/billing/payment-methods/setup";
import { AppError } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { id } from "@/lib/core/id";
import { object, parseInput } from "@/lib/core/input";
import { log } from "@/lib/core/log";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import "@/lib/registry";

const input = object({ organizationId: id, customerId: id.optional() });

/** Opens a page of the provider on which an owner leaves a card or bank account, for whoever is signed in. */
export async function openSetupPage(given: Record<string, unknown>): Promise<CommandResult> {
  const caller = await currentCaller();
  try {
    return { ok: true, data: await beginSetup(parseInput(input, given), caller) };
  } catch (error) {
    unstable_rethrow(error);
    const known = error instanceof AppError ? error : new AppError("unavailable", "internal");
    if (known !== error) log().error({ err: error, requestId: caller.requestId }, "no setup page was opened");
    return {
      ok: false,
      error: {
        code: known.code,
        reason: known.reason,
        message: describeError(known, await translator(caller.locale)),
        requestId: caller.requestId,
      },
    };
  }
}
