"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useState } from "react";
import type { CommandError, ExecuteCommand, StepUp } from "./command";
import { useCommandDoor } from "./command-context";

const StepUpDialog = dynamic(() => import("./step-up-dialog").then((m) => m.StepUpDialog), { ssr: false });

export type CommandOutcome =
  | { kind: "done"; data: unknown }
  | { kind: "approval"; approvalId: string }
  | { kind: "error"; error: CommandError }
  /** No answer came: it may or may not have happened; the same key may be sent again safely. */
  | { kind: "lost" }
  /** The reader would not prove who they are. */
  | { kind: "canceled" };

export type RunCommand = (
  command: string,
  input: Record<string, unknown>,
  idempotencyKey: string,
) => Promise<CommandOutcome>;

export type CommandRunOptions = {
  execute?: ExecuteCommand;
  stepUp?: StepUp;
  /** The command takes no password for proof. */
  codeOnly?: boolean;
  /**
   * For what is drawn anew with the page and holds nothing that was typed. Without it a form goes on as whom and where it was
   * opened, and the server refuses it when the session is elsewhere by then.
   */
  live?: boolean;
};

/**
 * Runs commands, asking for step-up when one wants it and then sending the same again.
 * @returns `run`, which never rejects, and `stepUp`, the dialog to draw beside whatever calls it
 */
export function useCommandRun(own: CommandRunOptions = {}): { run: RunCommand; stepUp: ReactNode } {
  const door = useCommandDoor();
  const [opened] = useState(door.page);
  const page = own.live ? door.page : opened;
  const execute = own.execute ?? door.execute;
  const prove = own.stepUp ?? door.stepUp;
  const [settle, setSettle] = useState<((proven: boolean) => void) | null>(null);

  const run = useCallback<RunCommand>(
    async (command, input, idempotencyKey) => {
      for (;;) {
        let result: Awaited<ReturnType<ExecuteCommand>>;
        try {
          result = await execute(command, input, { idempotencyKey, page });
        } catch {
          return { kind: "lost" };
        }
        if (result.ok) {
          if (result.approvalId) return { kind: "approval", approvalId: result.approvalId };
          return { kind: "done", data: result.data };
        }
        if (result.error.code !== "step_up_required") return { kind: "error", error: result.error };
        const proven = await new Promise<boolean>((resolve) => setSettle(() => resolve));
        setSettle(null);
        if (!proven) return { kind: "canceled" };
      }
    },
    [execute, page],
  );

  return {
    run,
    stepUp: settle ? <StepUpDialog prove={prove} codeOnly={own?.codeOnly} onSettled={settle} /> : null,
  };
}
