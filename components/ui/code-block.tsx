"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button";

export type CodeBlockProps = { code: string; label?: string; wrap?: boolean };

/** Code, a key, a payload: in mono, copied by a press. */
export function CodeBlock({ code, label, wrap }: CodeBlockProps) {
  const t = useTranslations("core.common");
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <figure className="relative rounded-md border border-line bg-sunken">
      {label ? (
        <figcaption className="border-line border-b px-3 py-1.5 text-ink-3 text-xs">{label}</figcaption>
      ) : null}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={`max-h-96 overflow-auto p-3 pr-12 font-mono text-xs ${wrap ? "whitespace-pre-wrap break-all" : ""}`}
      >
        {code}
      </pre>
      <Button
        look="ghost"
        size="sm"
        icon
        aria-label={copied ? t("copied") : t("copy")}
        title={t("copy")}
        className="absolute! top-1 right-1 bg-sunken!"
        onClick={async () => {
          await navigator.clipboard.writeText(code);
          setCopied(true);
          setTimeout(() => setCopied(false), 1500);
        }}
      >
        <Icon aria-hidden className={copied ? "text-done" : undefined} />
      </Button>
    </figure>
  );
}

export function JsonViewer({ value, label }: { value: unknown; label?: string }) {
  return <CodeBlock code={JSON.stringify(value, null, 2)} label={label} />;
}
