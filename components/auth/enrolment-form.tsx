"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { EnrolmentOffer } from "@/lib/governance/auth/new-enrolment";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { CodeInput } from "./code-input";
import { CopyButton } from "./copy-button";

export type EnrolmentFormProps = {
  offer: EnrolmentOffer;
  /** Takes the first code; answers what is wrong with it, or null. */
  onCode: (code: string) => Promise<string | null>;
};

/** Three steps: open the app, scan, type what it shows. */
export function EnrolmentForm({ offer, onCode }: EnrolmentFormProps) {
  const t = useTranslations("governance.auth");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(typed: string) {
    if (pending) return;
    setProblem(null);
    start(async () => {
      try {
        setProblem(await onCode(typed));
      } catch {
        setProblem(t("offline"));
      }
    });
  }

  return (
    <ol className="space-y-4 text-sm">
      <Step number={1}>{t("enroll.app")}</Step>
      <Step number={2}>
        {t("enroll.scan")}
        {/* Scanners want dark on light, whatever the theme. */}
        <svg
          role="img"
          aria-label={t("enroll.qr")}
          viewBox={`0 0 ${offer.qr.size} ${offer.qr.size}`}
          shapeRendering="crispEdges"
          className="my-3 block size-44 rounded-md border border-line"
        >
          <rect width="100%" height="100%" fill="#fff" />
          <path d={offer.qr.path} fill="#000" />
        </svg>
        <p className="text-ink-2">{t("enroll.manual")}</p>
        <div className="mt-1 flex items-start gap-2">
          <code className="min-w-0 flex-1 break-words rounded-md bg-sunken px-2 py-1.5 font-mono text-sm">
            {offer.key}
          </code>
          <CopyButton text={offer.key.replace(/ /g, "")} label={t("enroll.copyKey")} />
        </div>
      </Step>
      <Step number={3}>
        {t("enroll.enter")}
        <Form
          className="mt-2 space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            send(code);
          }}
        >
          <Field label={t("enroll.code")} labelHidden error={problem ?? undefined}>
            {(control) => (
              <CodeInput {...control} required value={code} onValueChange={setCode} onComplete={send} />
            )}
          </Field>
          <Button type="submit" look="primary" size="lg" pending={pending} className="w-full">
            {t("enroll.submit")}
          </Button>
        </Form>
      </Step>
    </ol>
  );
}

function Step({ number, children }: { number: number; children: React.ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="figures grid size-6 shrink-0 place-items-center rounded-full bg-sunken font-medium text-xs"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">{children}</div>
    </li>
  );
}
