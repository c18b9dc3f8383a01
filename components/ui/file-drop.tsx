"use client";

import { FileText, Upload, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { formatBytes } from "@/lib/core/i18n/format";
import { Button } from "./button";
import { cn } from "./cn";
import { FieldError } from "./field";

export type FileDropProps = {
  label: string;
  /** As of an input's accept: ".csv,text/csv". */
  accept?: string;
  maxBytes: number;
  file: File | null;
  onFile: (file: File | null) => void;
  name?: string;
  disabled?: boolean;
};

/** A file, chosen or dropped. What it says it is is only a first check; the server looks inside. */
export function FileDrop({ label, accept, maxBytes, file, onFile, name, disabled }: FileDropProps) {
  const t = useTranslations("core.file");
  const locale = useLocale();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<string | null>(null);

  function take(candidate: File | undefined) {
    if (!candidate) return;
    if (candidate.size > maxBytes) setError(t("tooLarge", { max: formatBytes(maxBytes, locale) }));
    else if (accept && !accepted(candidate, accept)) setError(t("wrongKind"));
    else {
      setError(null);
      onFile(candidate);
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files[0]);
  }

  return (
    <div className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "relative flex min-h-24 flex-col items-center justify-center gap-1 rounded-md border border-dashed p-4 text-center text-sm focus-within:outline-2 focus-within:outline-focus",
          over ? "border-accent bg-accent-soft" : "border-field bg-surface",
        )}
      >
        {file ? (
          <div className="flex max-w-full items-center gap-2">
            <FileText aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="truncate font-medium">{file.name}</span>
            <span className="figures shrink-0 text-ink-3">{formatBytes(file.size, locale)}</span>
            <Button
              look="ghost"
              size="sm"
              icon
              aria-label={t("remove")}
              disabled={disabled}
              onClick={() => {
                if (input.current) input.current.value = "";
                onFile(null);
              }}
            >
              <X aria-hidden />
            </Button>
          </div>
        ) : (
          <>
            <Upload aria-hidden className="size-5 text-ink-3" />
            <p>
              <label
                htmlFor={id}
                className="cursor-pointer font-medium text-accent after:absolute after:inset-0"
              >
                <span className="sr-only">{label}: </span>
                {t("choose")}
              </label>{" "}
              <span className="text-ink-3">{t("drop")}</span>
            </p>
          </>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          disabled={disabled}
          aria-describedby={error ? `${id}-error` : undefined}
          className={file ? "hidden" : "sr-only"}
          onChange={(event) => take(event.target.files?.[0])}
        />
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

function accepted(file: File, accept: string): boolean {
  return accept
    .split(",")
    .map((one) => one.trim().toLowerCase())
    .some((one) => {
      if (one.startsWith(".")) return file.name.toLowerCase().endsWith(one);
      if (one.endsWith("/*")) return file.type.startsWith(one.slice(0, -1));
      return file.type === one;
    });
}
