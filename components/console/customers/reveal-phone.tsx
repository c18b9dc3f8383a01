"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { AnswerButton } from "@/components/form/answer-button";
import type { CommandSpec } from "@/components/form/command";
import { SecretText } from "../secret-text";

/** Shows a customer's whole number this once, after a reason. */
export function RevealPhone({ spec, label }: { spec: CommandSpec; label: string }) {
  const t = useTranslations("core.console.secret");
  return (
    <AnswerButton
      spec={spec}
      icon
      look="ghost"
      size="sm"
      aria-label={spec.title}
      title={spec.title}
      answer={(data) => {
        const { phone } = data as { phone: string | null };
        return phone ? (
          <SecretText label={label} value={phone} />
        ) : (
          <p className="text-danger text-sm">{t("gone")}</p>
        );
      }}
    >
      <Eye aria-hidden />
    </AnswerButton>
  );
}
