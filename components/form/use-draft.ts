"use client";

import { useState } from "react";
import { useUnsavedGuard } from "./unsaved";
import { useCommandDone } from "./use-command-done";
import { useCommandRun } from "./use-command-run";
import { useSend } from "./use-send";

export type DraftOptions<Draft> = {
  /** What the form begins with, as plain data. */
  initial: Draft;
  command: string;
  /** What the command takes. */
  input: (draft: Draft) => Record<string, unknown>;
  doneMessage: string;
  /** Where the work goes on; `:name` stands for a value of the answer. */
  doneHref: string;
};

export type DraftState = Omit<ReturnType<typeof useDraft>, "draft" | "change">;

/** A form whose fields are its own, saved by one command; asks before unsaved changes are left. `DraftForm` draws around it. */
export function useDraft<Draft extends object>({ initial, command, input, ...end }: DraftOptions<Draft>) {
  const { run, stepUp } = useCommandRun();
  const { send, pending, outcome } = useSend(run);
  const done = useCommandDone(end);
  const [draft, setDraft] = useState(initial);
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsavedGuard(dirty && !pending && outcome?.kind !== "approval");
  return {
    draft,
    change: (next: Partial<Draft>) => setDraft({ ...draft, ...next }),
    /** What the server says is wrong, by field. */
    faults: outcome?.kind === "error" ? (outcome.error.fieldErrors ?? {}) : {},
    pending,
    outcome,
    stepUp,
    save: () => send(command, input(draft), done),
  };
}
