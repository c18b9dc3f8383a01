"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { DrawnFor } from "@/lib/governance/auth/drawn-for";
import type { ApprovalAhead, ExecuteCommand, StepUp } from "./command";

type CommandDoor = {
  execute: ExecuteCommand;
  stepUp: StepUp;
  approvalAhead: ApprovalAhead;
  /** Whom and where what is on the screen now was drawn for. */
  page: DrawnFor;
  /** Page of an approval, with `:id`. */
  approvalPage: string;
};

const Door = createContext<CommandDoor | null>(null);

/** The shell provides it once; dialogs and forms below need no further wiring. */
export function CommandProvider({
  execute,
  stepUp,
  approvalAhead,
  page: { operatorId, organizationId },
  approvalPage,
  children,
}: CommandDoor & { children: ReactNode }) {
  const door = useMemo(
    () => ({ execute, stepUp, approvalAhead, page: { operatorId, organizationId }, approvalPage }),
    [execute, stepUp, approvalAhead, operatorId, organizationId, approvalPage],
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
