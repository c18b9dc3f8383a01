"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { dialogFooter } from "./dialog";
import { Field } from "./field";
import { Textarea } from "./textarea";

export type DangerDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, with the real numbers. */
  consequences: ReactNode;
  reason?: "required" | "optional" | "none";
  confirmLabel: string;
  /** May take its time; the dialog closes when it resolves to true. */
  onConfirm: (reason: string) => Promise<boolean> | boolean;
  /** What went wrong last time. */
  error?: ReactNode;
};

/** Asks once, says what will happen, and does not let itself be clicked away by accident. */
export function DangerDialog(props: DangerDialogProps) {
  return (
    <Primitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <Body {...props} /> : null}
    </Primitive.Root>
  );
}

function Body({
  title,
  consequences,
  reason = "none",
  confirmLabel,
  onConfirm,
  onOpenChange,
  error,
}: DangerDialogProps) {
  const t = useTranslations("core.common");
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [missing, setMissing] = useState(false);

  async function confirm() {
    if (pending) return;
    if (reason === "required" && text.trim() === "") {
      setMissing(true);
      return;
    }
    setPending(true);
    try {
      if (await onConfirm(text.trim())) onOpenChange(false);
    } finally {
      setPending(false);
    }
  }

  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Primitive.Content className="overlay fixed inset-x-0 bottom-0 flex max-h-[90dvh] w-full flex-col overflow-hidden rounded-b-none sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-w-lg sm:-translate-x-1/2 sm:rounded-md">
        <div className="flex min-h-0 gap-3 overflow-y-auto p-4">
          <span className="grid size-8 shrink-0 place-items-center rounded-full bg-danger-soft text-danger">
            <TriangleAlert aria-hidden className="size-4" />
          </span>
          <div className="min-w-0 flex-1 space-y-3">
            <Primitive.Title className="pt-1 font-semibold text-lg">{title}</Primitive.Title>
            <Primitive.Description asChild>
              <div className="text-ink-2">{consequences}</div>
            </Primitive.Description>
            {reason !== "none" ? (
              <Field
                label={t("reason")}
                help={t("reasonHelp")}
                required={reason === "required"}
                error={missing && text.trim() === "" ? t("reasonMissing") : undefined}
              >
                {(control) => (
                  <Textarea
                    {...control}
                    value={text}
                    maxLength={500}
                    onChange={(event) => setText(event.target.value)}
                  />
                )}
              </Field>
            ) : null}
            {error ? (
              <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
                {error}
              </p>
            ) : null}
          </div>
        </div>
        <footer className={dialogFooter}>
          <Primitive.Cancel asChild>
            <Button disabled={pending}>{t("cancel")}</Button>
          </Primitive.Cancel>
          <Button look="danger" pending={pending} onClick={confirm}>
            {confirmLabel}
          </Button>
        </footer>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
