"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Icon } from "../shell/icon";
import { Button, type ButtonProps } from "../ui/button";
import type { CommandSpec } from "./command";

const CommandDialog = dynamic(() => import("./command-dialog").then((m) => m.CommandDialog), { ssr: false });

export type CommandButtonProps = {
  spec: CommandSpec;
  look?: ButtonProps["look"];
  size?: ButtonProps["size"];
};

/** A button that asks for a command in a dialog. */
export function CommandButton({ spec, look, size }: CommandButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look={look ?? (spec.danger ? "danger-quiet" : "secondary")}
        size={size}
        aria-haspopup="dialog"
        onPointerEnter={() => void import("./command-dialog")}
        onClick={() => setOpen(true)}
      >
        {spec.icon ? <Icon name={spec.icon} /> : null}
        {spec.label}
      </Button>
      {open ? <CommandDialog spec={spec} open onOpenChange={setOpen} /> : null}
    </>
  );
}
