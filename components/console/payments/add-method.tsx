"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { CommandSpec } from "@/components/form/command";
import { Button } from "@/components/ui/button";
import { openSetupPage } from "./open-setup-page";

const CommandDialog = dynamic(
  () => import("@/components/form/command-dialog").then((module) => module.CommandDialog),
  { ssr: false },
);

/** The way to the provider's page on which an owner leaves a card or bank account. */
export function AddMethod({ spec }: { spec: CommandSpec }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {spec.label}
      </Button>
      {open ? (
        <CommandDialog
          spec={spec}
          open
          onOpenChange={setOpen}
          execute={(_, input) => openSetupPage(input)}
          onDone={(data) => window.location.assign((data as { url: string }).url)}
        />
      ) : null}
    </>
  );
}
