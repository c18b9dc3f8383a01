"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { CopyButton } from "./copy-button";

export type RecoveryCodesProps = { codes: string[]; email: string; onDone: () => void };

/** The codes, once, with every way to keep them; going on wants a word that they were. */
export function RecoveryCodes({ codes, email, onDone }: RecoveryCodesProps) {
  const t = useTranslations("governance.auth.recoveryCodes");
  const [saved, setSaved] = useState(false);
  const id = useId();
  const file = `${t("fileTitle", { email })}\n\n${codes.join("\n")}\n`;

  function download() {
    const url = URL.createObjectURL(new Blob([file], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "fairlead-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <div className="space-y-4">
      <ul
        aria-label={t("list")}
        className="figures grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken px-4 py-3 text-center font-mono text-base"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")} label={t("copy")} />
        <Button onClick={download}>
          <Download aria-hidden />
          {t("download")}
        </Button>
      </div>
      <div className="flex items-start gap-2 text-sm">
        <Checkbox id={id} checked={saved} onCheckedChange={(checked) => setSaved(checked === true)} />
        <label htmlFor={id}>{t("saved")}</label>
      </div>
      <Button look="primary" size="lg" disabled={!saved} onClick={onDone} className="w-full">
        {t("continue")}
      </Button>
    </div>
  );
}
