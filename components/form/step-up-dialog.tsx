"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import type { StepUp } from "./command";

export type StepUpDialogProps = {
  prove: StepUp;
  /** A password is not enough. */
  codeOnly?: boolean;
  onSettled: (proven: boolean) => void;
};

/** Asks once more who is there, before something sensitive. */
export function StepUpDialog({ prove, codeOnly = false, onSettled }: StepUpDialogProps) {
  const t = useTranslations("core");
  const form = useId();
  const [way, setWay] = useState<"code" | "password">("code");
  const [proof, setProof] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // A React form inside a form bubbles its submit to the outer one.
    event.stopPropagation();
    if (pending || proof === "") return;
    setPending(true);
    setError(null);
    try {
      const answer = await prove(
        way === "code" ? { code: proof.replaceAll(/\s/g, "") } : { password: proof },
      );
      if (answer.ok) onSettled(true);
      else setError(answer.message || t("form.stepUpFailed"));
    } catch {
      setError(t("form.offlineTitle"));
    } finally {
      setPending(false);
      setProof("");
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onSettled(false)}>
      <DialogContent
        size="sm"
        title={t("form.stepUpTitle")}
        description={codeOnly ? t("form.stepUpCodeOnly") : t("form.stepUpDescription")}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <>
            {codeOnly ? null : (
              <Button
                look="link"
                className="sm:mr-auto"
                onClick={() => {
                  setWay(way === "code" ? "password" : "code");
                  setProof("");
                  setError(null);
                }}
              >
                {way === "code" ? t("form.usePassword") : t("form.useCode")}
              </Button>
            )}
            <Button onClick={() => onSettled(false)}>{t("common.cancel")}</Button>
            <Button type="submit" form={form} look="primary" pending={pending}>
              {t("form.stepUpConfirm")}
            </Button>
          </>
        }
      >
        <Form id={form} onSubmit={submit}>
          <Field
            key={way}
            label={way === "code" ? t("form.stepUpCode") : t("form.stepUpPassword")}
            error={error ?? undefined}
            required
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                mono={way === "code"}
                type={way === "code" ? "text" : "password"}
                inputMode={way === "code" ? "numeric" : undefined}
                autoComplete={way === "code" ? "one-time-code" : "current-password"}
                maxLength={way === "code" ? 11 : 200}
                value={proof}
                onChange={(event) => setProof(event.target.value)}
              />
            )}
          </Field>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
