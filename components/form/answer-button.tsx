"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "../ui/button";
import type { CommandSpec } from "./command";

const CommandDialog = dynamic(() => import("./command-dialog").then((m) => m.CommandDialog), { ssr: false });

export type AnswerButtonProps = Omit<ButtonProps, "onClick" | "type"> & {
  spec: CommandSpec;
  /** What the dialog shows of what the command answered, until it is closed. */
  answer: (data: unknown) => ReactNode;
};

/** A button for a command whose answer is what one wants to see. */
export function AnswerButton({ spec, answer, ...button }: AnswerButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...button} aria-haspopup="dialog" onClick={() => setOpen(true)} />
      {open ? (
        <CommandDialog spec={spec} open onOpenChange={setOpen} onDone={() => {}} result={answer} />
      ) : null}
    </>
  );
}
