"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { ResourceDescription } from "@/lib/core/resource/description";
import { OutcomeNotice } from "../form/outcome-notice";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog, DialogContent, DialogTrigger } from "../ui/dialog";
import type { OverlayProps } from "../ui/lazy-overlay";
import { RadioGroup } from "../ui/radio-group";
import { toast } from "../ui/toast";
import { defaultKeys } from "./column-look";
import type { StartExport } from "./types";
import { viewQuery } from "./view-query";

export type ExportDialogProps = {
  description: ResourceDescription;
  /** Columns as they are drawn now. */
  columns: string[] | null;
  start: StartExport;
};

export function ExportDialog({
  description,
  columns,
  start,
  trigger,
  defaultOpen,
}: ExportDialogProps & OverlayProps) {
  const t = useTranslations("core");
  const id = useId();
  const params = useSearchParams();
  const [open, setOpen] = useState(defaultOpen);
  const [which, setWhich] = useState("shown");
  const [bom, setBom] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [approvalId, setApprovalId] = useState<string | null>(null);

  async function begin() {
    setPending(true);
    setError(null);
    try {
      const shown = columns ?? defaultKeys(description.columns);
      const answer = await start({
        query: viewQuery(params, { limit: false }),
        columns: which === "all" ? description.columns.map((column) => column.key) : shown,
        bom,
      });
      if (!answer.ok) {
        setError(answer.message);
        return;
      }
      if (answer.approvalId) {
        setApprovalId(answer.approvalId);
        return;
      }
      setOpen(false);
      if (answer.href) {
        toast.success(t("exportDialog.ready"));
        download(answer.href);
      } else {
        toast.info(t("exportDialog.started"));
      }
    } catch {
      setError(t("exportDialog.failed"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={t("exportDialog.title", { resource: description.label })}
        description={t("exportDialog.description")}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t(approvalId ? "common.close" : "common.cancel")}</Button>
            {approvalId ? null : (
              <Button look="primary" pending={pending} onClick={begin}>
                {t("exportDialog.start")}
              </Button>
            )}
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <RadioGroup
            aria-label={t("exportDialog.columns")}
            value={which}
            onValueChange={setWhich}
            options={[
              { value: "shown", label: t("exportDialog.columnsShown") },
              { value: "all", label: t("exportDialog.columnsAll") },
            ]}
          />
          <label htmlFor={id} className="flex items-center gap-2">
            <Checkbox id={id} checked={bom} onCheckedChange={setBom} />
            {t("exportDialog.bom")}
          </label>
          <p className="text-ink-3 text-sm">{t("exportDialog.audited")}</p>
          {approvalId ? <OutcomeNotice outcome={{ kind: "approval", approvalId }} fields={[]} /> : null}
          {error ? (
            <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
              {error}
            </p>
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** As a link that is pressed: an answer that is no file after all becomes a failed download, not the page. */
function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}
