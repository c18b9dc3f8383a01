"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { AnswerButton } from "@/components/form/answer-button";
import type { CommandSpec } from "@/components/form/command";
import { Notice } from "@/components/ui/notice";
import { SecretText } from "./secret-text";

/** Makes a link that opens once for whoever holds it, and shows it this once. */
export function SecureLinkButton({ spec }: { spec: CommandSpec }) {
  const t = useTranslations("core.console.secret");
  return (
    <AnswerButton
      spec={spec}
      icon
      aria-label={spec.title}
      title={spec.title}
      answer={(data) => {
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
    >
      <Link2 aria-hidden />
    </AnswerButton>
  );
}
