"use client";

import { CircleCheck, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { JobView } from "@/lib/field-service/jobs/offline/order";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { BottomSheet } from "./bottom-sheet";
import { useEngine } from "./use-jobs";

/** The one thing to do next, under the thumb. */
export function JobActions({ job, view }: { job: Job; view: JobView }) {
  const t = useTranslations("field-service.work");
  const engine = useEngine();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const needsId = useId();
  if (view.state !== "assigned" && view.state !== "in_progress") return null;
  const needsPhoto = view.receipts === 0;
  return (
    <div className="sticky bottom-0 -mx-4 space-y-2 border-line border-t bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {view.state === "assigned" ? (
        <Button
          look="primary"
          size="touch"
          className="w-full"
          onClick={() => void engine.act(job, { kind: "start" })}
        >
          <Play aria-hidden />
          {t("start")}
        </Button>
      ) : (
        <>
          {needsPhoto ? (
            <p id={needsId} className="text-ink-2">
              {t("completeNeeds")}
            </p>
          ) : null}
          <Button
            look="primary"
            size="touch"
            className="w-full"
            aria-disabled={needsPhoto || undefined}
            aria-describedby={needsPhoto ? needsId : undefined}
            onClick={() => {
              if (!needsPhoto) setAsking(true);
            }}
          >
            <CircleCheck aria-hidden />
            {t("complete")}
          </Button>
        </>
      )}
      <BottomSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t("completeTitle", { number: job.number })}
        footer={
          <>
            <Button
              look="primary"
              size="touch"
              onClick={() => {
                setAsking(false);
                const words = note.trim();
                void engine.act(job, { kind: "complete", ...(words ? { note: words } : {}) });
              }}
            >
              {t("complete")}
            </Button>
            <Button size="touch" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{t("completeHelp", { count: view.receipts })}</p>
        <Field label={t("completeNote")}>
          {(control) => (
            <Textarea
              {...control}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      </BottomSheet>
    </div>
  );
}
