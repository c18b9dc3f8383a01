"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, type ButtonProps } from "../ui/button";

export type CopyButtonProps = Pick<ButtonProps, "size" | "className"> & { text: string; label: string };

/** Copies a text and says so. */
export function CopyButton({ text, label, ...look }: CopyButtonProps) {
  const t = useTranslations("core.common");
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const Shape = copied ? Check : Copy;
  return (
    <Button
      {...look}
      onClick={async () => {
        await copy(text);
        setCopied(true);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setCopied(false), 1500);
      }}
    >
      <Shape aria-hidden />
      <span aria-live="polite">{copied ? t("copied") : label}</span>
    </Button>
  );
}

/** Over plain HTTP browsers have no clipboard; there the old way copies what is selected. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
