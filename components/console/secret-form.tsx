"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CommandSpec } from "@/components/form/command";
import { CommandForm } from "@/components/form/command-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { SecretText } from "./secret-text";

export type SecretFormProps = {
  spec: CommandSpec;
  /** The field of the answer that is shown this once. */
  secret: string;
  /** What it is, over the field. */
  secretLabel: string;
  /** Where to go on, with `:serviceTokenId` and the like filled from the answer. */
  doneHref: string;
  cancelHref: string;
};

/** A command whose answer holds a secret that is kept nowhere: the form gives way to it. */
export function SecretForm({ spec, secret, secretLabel, doneHref, cancelHref }: SecretFormProps) {
  const t = useTranslations("core.console.secret");
  const [answer, setAnswer] = useState<Record<string, unknown> | null>(null);
  const value = answer?.[secret];
  if (answer === null)
    return (
      <Card className="max-w-3xl">
        <CommandForm
          spec={spec}
          cancelHref={cancelHref}
          onDone={(data) => setAnswer(data as Record<string, unknown>)}
        />
      </Card>
    );
  const href = doneHref.replace(/:([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(String(answer[key])));
  return (
    <Card className="max-w-3xl">
      <div className="space-y-4">
        <Notice live tone="waiting" title={t("once")}>
          {t("onceDescription")}
        </Notice>
        {typeof value === "string" ? (
          <SecretText label={secretLabel} value={value} />
        ) : (
          <p className="text-danger text-sm">{t("gone")}</p>
        )}
        <Button asChild look="primary">
          <Link href={href}>{t("kept")}</Link>
        </Button>
      </div>
    </Card>
  );
}
