"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { CommandSpec, ExecuteCommand } from "@/components/form/command";
import { useCommandDoor } from "@/components/form/command-context";
import { Button } from "@/components/ui/button";

const CommandDialog = dynamic(() => import("@/components/form/command-dialog").then((m) => m.CommandDialog), {
  ssr: false,
});

/** Asks for a setting's fields in a dialog and sends them as the one value the command takes. */
export function SettingButton({ spec, name }: { spec: CommandSpec; name: string }) {
  const door = useCommandDoor();
  const [open, setOpen] = useState(false);
  const execute: ExecuteCommand = async (command, { key, version, reason, ...value }, options) => {
    const result = await door.execute(
      command,
      { key, version, value, ...(reason === undefined ? {} : { reason }) },
      options,
    );
    if (result.ok || !isRecord(result.error.current?.value)) return result;
    return { ok: false, error: { ...result.error, current: result.error.current.value } };
  };
  return (
    <>
      <Button
        size="sm"
        aria-haspopup="dialog"
        // Begins with the word on the button, so that it is pressed by the name people see.
        aria-label={`${spec.label} ${name}`}
        onPointerEnter={() => void import("@/components/form/command-dialog")}
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden />
        {spec.label}
      </Button>
      {open ? <CommandDialog spec={spec} open onOpenChange={setOpen} execute={execute} /> : null}
    </>
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
