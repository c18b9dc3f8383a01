"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A secret in full, to be copied now. */
export function SecretText({ label, value }: { label: string; value: string }) {
  const t = useTranslations("core.common");
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  }

  return (
    <Field label={label}>
      {(control) => (
        <span className="flex gap-2">
          <Input {...control} mono readOnly value={value} onFocus={(event) => event.target.select()} />
          <Button onClick={copy} aria-live="polite">
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            {copied ? t("copied") : t("copy")}
          </Button>
        </span>
      )}
    </Field>
  );
}
