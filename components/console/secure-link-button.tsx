"use client";

import { Link2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CommandSpec } from "@/components/form/command";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SecretText } from "./secret-text";

const CommandDialog = dynamic(
  () => import("@/components/form/command-dialog").then((module) => module.CommandDialog),
  { ssr: false },
);

/** Makes a link that opens once for whoever holds it, and shows it this once. */
export function SecureLinkButton({ spec }: { spec: CommandSpec }) {
  const t = useTranslations("core.console.secret");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon
        aria-label={spec.title}
        title={spec.title}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Link2 aria-hidden />
      </Button>
      {open ? (
        <CommandDialog
          spec={spec}
          open
          onOpenChange={setOpen}
          onDone={() => {}}
          result={(data) => {
            const { url } = data as { url: string | null };
            return (
              <div className="space-y-4">
                <Notice live tone="waiting" title={t("once")}>
                  {t("linkDescription")}
                </Notice>
                {url ? (
                  <SecretText label={t("link")} value={url} />
                ) : (
                  <p className="text-danger text-sm">{t("gone")}</p>
                )}
              </div>
            );
          }}
        />
      ) : null}
    </>
  );
}
