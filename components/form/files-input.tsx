"use client";

import { Paperclip, RotateCcw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { v7 as newKey } from "uuid";
import { formatBytes } from "@/lib/core/i18n/format";
import { Button, type ButtonProps } from "../ui/button";
import { Progress } from "../ui/progress";
import { FileRefused } from "./send-file";
import { uploadFile } from "./upload-file";

export type FilesInputProps = {
  /** On the button that chooses them. */
  label: string;
  upload: { purpose: string; accept: string; maxBytes: number };
  most?: number;
  look?: ButtonProps["look"];
  /** Ids of what has been uploaded; `pending` stands for what is on its way. */
  onChange: (fileIds: string[]) => void;
  disabled?: boolean;
};

type Sending = {
  key: string;
  file: File;
  part: number;
  fileId: string | null;
  fault: string | null;
  again: boolean;
};

/** Several files, each uploaded when it is chosen, with its own progress; what broke off is sent again by a press. */
export function FilesInput({ label, upload, most = 10, look, onChange, disabled }: FilesInputProps) {
  const t = useTranslations("core.file");
  const locale = useLocale();
  const id = useId();
  const [shown, setShown] = useState<Sending[]>([]);
  const list = useRef<Sending[]>([]);

  function set(next: Sending[]) {
    list.current = next;
    setShown(next);
    onChange(next.filter(({ fault }) => fault === null).map(({ fileId }) => fileId ?? "pending"));
  }
  const change = (key: string, changes: Partial<Sending>) =>
    set(list.current.map((each) => (each.key === key ? { ...each, ...changes } : each)));

  async function send({ key, file }: Sending) {
    if (file.size > upload.maxBytes)
      return change(key, {
        fault: t("tooLarge", { max: formatBytes(upload.maxBytes, locale) }),
        again: false,
      });
    change(key, { fault: null, part: 0 });
    try {
      const { fileId } = await uploadFile(file, upload.purpose, (part) => change(key, { part }));
      change(key, { fileId, part: 1 });
    } catch (error) {
      const refused = error instanceof FileRefused;
      change(key, { fault: refused ? error.message : t("failed"), again: !refused });
    }
  }

  function add(files: File[]) {
    const room = Math.max(0, most - list.current.length);
    const added = files
      .slice(0, room)
      .map((file) => ({ key: newKey(), file, part: 0, fileId: null, fault: null, again: false }));
    set([...list.current, ...added]);
    for (const each of added) void send(each);
  }

  const full = shown.length >= most;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Button asChild look={look} className="w-fit">
        <label
          htmlFor={id}
          aria-disabled={disabled || full || undefined}
          className="cursor-pointer focus-within:outline-2 focus-within:outline-focus aria-disabled:opacity-50"
        >
          <Paperclip aria-hidden />
          {label}
          <input
            id={id}
            type="file"
            multiple
            accept={upload.accept}
            disabled={disabled || full}
            className="sr-only"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = "";
              add(files);
            }}
          />
        </label>
      </Button>
      {shown.length > 0 ? (
        <ul className="flex flex-col gap-1.5" aria-live="polite">
          {shown.map((each) => (
            <li key={each.key} className="flex items-center gap-2 text-sm">
              <div className="min-w-0 flex-1">
                <p className="truncate">{each.file.name}</p>
                {each.fault !== null ? (
                  <p className="text-danger text-xs">{each.fault}</p>
                ) : each.fileId === null ? (
                  <Progress value={each.part} label={each.file.name} />
                ) : null}
              </div>
              {each.again ? (
                <Button
                  type="button"
                  icon
                  look="ghost"
                  size="sm"
                  aria-label={t("again", { name: each.file.name })}
                  onClick={() => void send(each)}
                >
                  <RotateCcw aria-hidden />
                </Button>
              ) : null}
              <Button
                type="button"
                icon
                look="ghost"
                size="sm"
                aria-label={t("removeNamed", { name: each.file.name })}
                onClick={() => set(list.current.filter(({ key }) => key !== each.key))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
