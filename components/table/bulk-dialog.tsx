"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { FormProvider } from "react-hook-form";
import { FormFields } from "../form/form-fields";
import { useCommandForm } from "../form/use-command-form";
import { type RunCommand, useCommandRun } from "../form/use-command-run";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { useRecordNames } from "./record-names";
import type { BulkAction } from "./types";

type Tally = { done: number; waiting: number; failed: { id: string; message: string }[] };

export type BulkDialogProps = {
  action: BulkAction;
  /** The resource the rows are of: what failed is called by name. */
  resource: string;
  ids: string[];
  onClose: () => void;
};

/** Runs one command for each chosen row, one after another, and says for each what became of it. */
export function BulkDialog({ action, resource, ids, onClose }: BulkDialogProps) {
  const t = useTranslations("core");
  const id = useId();
  const router = useRouter();
  const stopped = useRef(false);
  const [tally, setTally] = useState<Tally | null>(null);
  const [over, setOver] = useState(false);
  const { run, stepUp } = useCommandRun();

  /** Each row has its own key below the form's, so that a repeated try repeats nothing that was done. */
  const runAll: RunCommand = async (command, input, key) => {
    const next: Tally = { done: 0, waiting: 0, failed: [] };
    setTally({ ...next });
    for (const row of ids) {
      if (stopped.current) break;
      const outcome = await run(command, { ...input, [action.idField]: row }, `${key}:${row}`);
      if (outcome.kind === "canceled") return outcome;
      if (outcome.kind === "done") next.done += 1;
      else if (outcome.kind === "approval") next.waiting += 1;
      else {
        const message = outcome.kind === "error" ? outcome.error.message : t("form.offlineTitle");
        next.failed = [...next.failed, { id: row, message }];
      }
      setTally({ ...next });
    }
    return { kind: "done", data: null };
  };
  const { form, fields, submit } = useCommandForm(action, runAll, () => {
    setOver(true);
    router.refresh();
  });
  const running = form.formState.isSubmitting && tally !== null;
  const names = useRecordNames(resource, tally?.failed.map((failure) => failure.id).join(",") ?? "");
  const finished = tally ? tally.done + tally.waiting + tally.failed.length : 0;

  function close() {
    stopped.current = true;
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !running && close()}>
      <DialogContent
        title={action.title}
        description={action.description}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          over ? (
            <Button onClick={close}>{t("common.close")}</Button>
          ) : running ? (
            <Button
              onClick={() => {
                stopped.current = true;
              }}
            >
              {t("table.bulk.stop")}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{t("common.cancel")}</Button>
              <Button type="submit" form={id} look={action.danger ? "danger" : "primary"}>
                {t("table.bulk.run", { count: ids.length })}
              </Button>
            </>
          )
        }
      >
        <FormProvider {...form}>
          <Form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
            {over ? null : <FormFields fields={fields} disabled={running} />}
          </Form>
        </FormProvider>
        {tally ? (
          <div className="flex flex-col gap-3">
            {over ? null : (
              <Progress
                label={action.title}
                value={finished / ids.length}
                detail={t("table.bulk.doing", { done: finished, count: ids.length })}
              />
            )}
            {over && tally.done > 0 ? (
              <Notice tone="done">{t("table.bulk.done", { count: tally.done })}</Notice>
            ) : null}
            {over && tally.waiting > 0 ? (
              <Notice tone="waiting">{t("table.bulk.waiting", { count: tally.waiting })}</Notice>
            ) : null}
            {tally.failed.length > 0 ? (
              <Notice tone="danger" live title={t("table.bulk.failed", { count: tally.failed.length })}>
                <ul className="flex flex-col gap-1">
                  {tally.failed.map((failure, index) => (
                    <li key={failure.id} className="[overflow-wrap:anywhere]">
                      <span className="font-medium">{names[index]}</span> {failure.message}
                    </li>
                  ))}
                </ul>
              </Notice>
            ) : null}
          </div>
        ) : null}
        {stepUp}
      </DialogContent>
    </Dialog>
  );
}
