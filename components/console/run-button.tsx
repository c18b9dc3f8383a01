"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { v7 as uuid } from "uuid";
import type { CommandSpec } from "@/components/form/command";
import { useCommandRun } from "@/components/form/use-command-run";
import { Icon } from "@/components/shell/icon";
import { Button, type ButtonProps } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

export type RunButtonProps = {
  spec: CommandSpec;
  look?: ButtonProps["look"];
  size?: ButtonProps["size"];
  /** Only the icon is drawn; the label is read out. */
  iconOnly?: boolean;
};

/** A button that runs a harmless command at once, with nothing to ask. */
export function RunButton({ spec, look, size, iconOnly }: RunButtonProps) {
  const t = useTranslations("core.form");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const { run, stepUp } = useCommandRun({ live: true });

  async function press() {
    setPending(true);
    const outcome = await run(spec.command, spec.defaults ?? {}, uuid());
    setPending(false);
    if (outcome.kind === "error") toast.error(outcome.error.message);
    if (outcome.kind === "lost") toast.error(t("offline"));
    if (outcome.kind !== "done") return;
    if (spec.doneMessage) toast.success(spec.doneMessage);
    router.refresh();
  }

  return (
    <>
      <Button
        look={look}
        size={size}
        icon={iconOnly}
        pending={pending}
        aria-label={iconOnly ? spec.label : undefined}
        title={iconOnly ? spec.label : undefined}
        onClick={() => void press()}
      >
        {spec.icon ? <Icon name={spec.icon} /> : null}
        {iconOnly ? null : spec.label}
      </Button>
      {stepUp}
    </>
  );
}
