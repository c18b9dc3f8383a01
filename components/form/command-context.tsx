"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ApprovalAhead, ExecuteCommand, StepUp } from "./command";

type CommandDoor = {
  execute: ExecuteCommand;
  stepUp: StepUp;
  approvalAhead: ApprovalAhead;
  /** Page of an approval, with `:id`. */
  approvalPage: string;
};

const Door = createContext<CommandDoor | null>(null);

/** The shell provides it once; dialogs and forms below need no further wiring. */
export function CommandProvider({
  execute,
  stepUp,
  approvalAhead,
  approvalPage,
  children,
}: CommandDoor & { children: ReactNode }) {
  const door = useMemo(
    () => ({ execute, stepUp, approvalAhead, approvalPage }),
    [execute, stepUp, approvalAhead, approvalPage],
  );
  return <Door value={door}>{children}</Door>;
}

/** @throws Error outside of the shell, where nobody said how commands are run. */
export function useCommandDoor(): CommandDoor {
  const door = useContext(Door);
  if (!door) throw new Error("A command dialog needs a CommandProvider above it.");
  return door;
}

export function useApprovalHref(): (approvalId: string) => string {
  const { approvalPage } = useCommandDoor();
  return (approvalId) => approvalPage.replace(":id", approvalId);
}
