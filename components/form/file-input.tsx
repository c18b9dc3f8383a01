"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FieldError } from "../ui/field";
import { FileDrop } from "../ui/file-drop";
import { Progress } from "../ui/progress";
import type { FieldDescription } from "./field-description";
import { FileRefused } from "./send-file";
import { uploadFile } from "./upload-file";

export type FileInputProps = {
  field: FieldDescription;
  /** The upload's id; empty when there is none. */
  onChange: (fileId: string) => void;
  disabled?: boolean;
};

/** A file that is uploaded when it is chosen; the form sends its id. */
export function FileInput({ field, onChange, disabled }: FileInputProps) {
  const t = useTranslations("core.file");
  const [file, setFile] = useState<File | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const newest = useRef<File | null>(null);
  const { purpose, accept, maxBytes } = field.upload ?? { purpose: "", accept: "", maxBytes: 0 };

  async function take(chosen: File | null) {
    newest.current = chosen;
    setFile(chosen);
    setFault(null);
    setPart(null);
    // Until the upload has an id the form does not go off without it.
    onChange(chosen ? "pending" : "");
    if (!chosen) return;
    // Whoever chose another file meanwhile wants that one.
    const current = () => newest.current === chosen;
    try {
      setPart(0);
      const { fileId } = await uploadFile(chosen, purpose, (done) => current() && setPart(done));
      if (current()) onChange(fileId);
    } catch (error) {
      if (!current()) return;
      setFault(error instanceof FileRefused ? error.message : t("failed"));
      setFile(null);
      onChange("");
      newest.current = null;
    } finally {
      if (current() || newest.current === null) setPart(null);
    }
  }

  return (
    <div className="flex flex-col gap-1">
      <FileDrop
        label={field.label}
        accept={accept}
        maxBytes={maxBytes}
        file={file}
        onFile={(chosen) => void take(chosen)}
        disabled={disabled}
      />
      {part === null ? null : <Progress value={part} label={t("uploading")} />}
      {fault ? <FieldError>{fault}</FieldError> : null}
    </div>
  );
}
