"use client";

import { useRef, useState } from "react";
import { v7 as uuid } from "uuid";
import type { CommandOutcome, RunCommand } from "./use-command-run";

/**
 * Sends one command at a time; a second while one is under way does nothing. The same input always goes under the same idempotency
 * key, so trying again after a lost answer cannot do it twice; a corrected input goes under a new one.
 * @returns `send`, which calls `onDone` with what the command answers; `outcome`, what came back otherwise; and `forget`, for an
 * input that is no longer the one it was about.
 */
export function useSend(run: RunCommand) {
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const sent = useRef({ text: "", key: "" });
  const under = useRef(false);

  async function send(
    command: string,
    input: Record<string, unknown>,
    onDone: (data: unknown) => void,
  ): Promise<CommandOutcome | null> {
    if (under.current) return null;
    under.current = true;
    setPending(true);
    setOutcome(null);
    const text = JSON.stringify([command, input]);
    if (sent.current.text !== text) sent.current = { text, key: uuid() };
    try {
      const result = await run(command, input, sent.current.key);
      if (result.kind === "done") onDone(result.data);
      else if (result.kind !== "canceled") setOutcome(result);
      return result;
    } finally {
      under.current = false;
      setPending(false);
    }
  }

  return { send, pending, outcome, forget: () => setOutcome(null) };
}
