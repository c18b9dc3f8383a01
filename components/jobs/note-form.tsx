"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { useEngine } from "./use-jobs";

/** Something to write down. What is typed stays until it is safely kept. */
export function NoteForm({ job }: { job: Job }) {
  const t = useTranslations("field-service.work");
  const engine = useEngine();
  const [text, setText] = useState("");
  const note = text.trim();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (note !== "" && (await engine.act(job, { kind: "note", note }))) setText("");
  }

  return (
    <Form onSubmit={save} className="space-y-3 rounded-md border border-line bg-surface p-4">
      <Field label={t("note")} help={t("noteHelp")}>
        {(control) => (
          <Textarea
            {...control}
            value={text}
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" size="touch" className="w-full" aria-disabled={note === "" || undefined}>
        {t("saveNote")}
      </Button>
    </Form>
  );
}
