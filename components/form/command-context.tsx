"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ExecuteCommand, StepUp } from "./command";

type CommandDoor = { execute: ExecuteCommand; stepUp: StepUp };

const Door = createContext<CommandDoor | null>(null);

/** The shell provides it once; dialogs and forms below need no further wiring. */
export function CommandProvider({ execute, stepUp, children }: CommandDoor & { children: ReactNode }) {
  return <Door value={{ execute, stepUp }}>{children}</Door>;
}

/** @throws Error outside of the shell, where nobody said how commands are run. */
export function useCommandDoor(): CommandDoor {
  const door = useContext(Door);
  if (!door) throw new Error("A command dialog needs a CommandProvider above it.");
  return door;
}
