"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CommandSpec } from "../form/command";
import { CommandButton } from "../form/command-button";
import { Button } from "../ui/button";
import { LazyOverlay } from "../ui/lazy-overlay";

const CommandDialog = dynamic(() => import("../form/command-dialog").then((m) => m.CommandDialog), {
  ssr: false,
});
const load = () => import("./more-actions").then((module) => module.MoreActions);

export type RecordActionsProps = {
  /** What this reader may do with the record now, the likeliest first. */
  actions: CommandSpec[];
  /** How many stand as buttons; the rest are one press away. */
  buttons?: number;
  /** Whether the first is the page's one primary button. */
  primary?: boolean;
};

/** The commands a record's machine allows this reader. */
export function RecordActions({ actions, buttons = 2, primary }: RecordActionsProps) {
  const t = useTranslations("core.record");
  const [chosen, setChosen] = useState<CommandSpec | null>(null);
  const near = actions.length === buttons + 1 ? actions : actions.slice(0, buttons);
  const rest = actions.slice(near.length);
  return (
    <>
      {near.map((spec, index) => (
        <CommandButton
          key={spec.command}
          spec={spec}
          look={index === 0 && primary && !spec.danger ? "primary" : undefined}
        />
      ))}
      {rest.length > 0 ? (
        <LazyOverlay
          load={load}
          props={{ actions: rest, onChoose: setChosen }}
          trigger={
            <Button icon aria-label={t("moreActions")} title={t("moreActions")}>
              <Ellipsis aria-hidden />
            </Button>
          }
        />
      ) : null}
      {chosen ? <CommandDialog spec={chosen} open onOpenChange={(open) => !open && setChosen(null)} /> : null}
    </>
  );
}
