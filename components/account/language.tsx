"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LOCALE_COOKIE, LOCALES } from "@/lib/core/i18n/locale";
import { useCommandRun } from "../form/use-command-run";
import { remember } from "../shell/remember";
import { Select } from "../ui/select";
import { toast } from "../ui/toast";

/** The language one reads and is written to in. */
export function Language({ locale }: { locale: string }) {
  const t = useTranslations("governance.account");
  const router = useRouter();
  const { run } = useCommandRun({ live: true });
  const [pending, setPending] = useState(false);

  async function choose(chosen: string) {
    setPending(true);
    const outcome = await run("operators.set-language", { locale: chosen }, crypto.randomUUID());
    setPending(false);
    if (outcome.kind === "error") return toast.error(outcome.error.message);
    if (outcome.kind !== "done") return;
    remember(LOCALE_COOKIE, chosen);
    router.refresh();
  }

  return (
    <Select
      aria-label={t("language")}
      disabled={pending}
      value={locale}
      onChange={(event) => void choose(event.target.value)}
      options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
      className="max-w-60"
    />
  );
}
