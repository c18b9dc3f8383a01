"use client";

import { Eye } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CommandSpec } from "@/components/form/command";
import { Button } from "@/components/ui/button";
import { SecretText } from "../secret-text";

const CommandDialog = dynamic(
  () => import("@/components/form/command-dialog").then((module) => module.CommandDialog),
  { ssr: false },
);

/** Shows a customer's whole number this once, after a reason. */
export function RevealPhone({ spec, label }: { spec: CommandSpec; label: string }) {
  const t = useTranslations("core.console.secret");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon
        look="ghost"
        size="sm"
        aria-label={spec.title}
        title={spec.title}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Eye aria-hidden />
      </Button>
      {open ? (
        <CommandDialog
          spec={spec}
          open
          onOpenChange={setOpen}
          onDone={() => {}}
          result={(data) => {
            const { phone } = data as { phone: string | null };
            return phone ? (
              <SecretText label={label} value={phone} />
            ) : (
              <p className="text-danger text-sm">{t("gone")}</p>
            );
          }}
        />
      ) : null}
    </>
  );
}
