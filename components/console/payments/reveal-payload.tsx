"use client";

import { Eye } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { CommandSpec } from "@/components/form/command";
import { Button } from "@/components/ui/button";
import { JsonViewer } from "@/components/ui/code-block";

const CommandDialog = dynamic(
  () => import("@/components/form/command-dialog").then((module) => module.CommandDialog),
  { ssr: false },
);

export type RevealPayloadProps = { spec: CommandSpec; label: string; gone: string };

/** Shows a whole payload this once, after a reason. */
export function RevealPayload({ spec, label, gone }: RevealPayloadProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="ghost" size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Eye aria-hidden />
        {spec.label}
      </Button>
      {open ? (
        <CommandDialog
          spec={spec}
          open
          onOpenChange={setOpen}
          onDone={() => {}}
          result={(data) => {
            const { payload } = data as { payload: unknown };
            return payload === null ? (
              <p className="text-danger text-sm">{gone}</p>
            ) : (
              <div className="max-h-[60vh] overflow-auto">
                <p className="mb-2 text-sm">{label}</p>
                <JsonViewer value={payload} label={label} />
              </div>
            );
          }}
        />
      ) : null}
    </>
  );
}
