"use client";

import { Download, FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useRef, useState } from "react";
import { v7 as newKey } from "uuid";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { FileRefused } from "@/components/form/send-file";
import { type Uploaded, uploadFile } from "@/components/form/upload-file";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { searchResource } from "@/components/shell/search";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Notice } from "@/components/ui/notice";
import type { Option } from "@/components/ui/option-list";
import { Progress } from "@/components/ui/progress";
import { Spinner } from "@/components/ui/spinner";
import { formatBytes } from "@/lib/core/i18n/format";
import type { ImportPreview } from "@/lib/governance/imports/preview";
import { previewFile } from "../actions/import";
import { PreviewTable } from "./preview-table";

export type ImportWizardProps = {
  /** The plural noun, "organizations". */
  importer: string;
  columns: { key: string; label: string; required: boolean; values: { value: string; label: string }[] }[];
  /** The organization rows belong below when they name none. */
  place: string;
  /** The largest file the server takes. */
  maxBytes: number;
  /** Address of an import's page, with `:id`. */
  recordHref: string;
};

type Step =
  | { at: "choose"; fault?: string }
  | { at: "uploading"; part: number }
  | { at: "reading"; file: Uploaded }
  | { at: "ready"; file: Uploaded; preview: ImportPreview };

/** A file from choosing it to the job that does its rows: choose, look, try dry, run. */
export function ImportWizard({ importer, columns, place, maxBytes, recordHref }: ImportWizardProps) {
  const t = useTranslations("core.console.importer");
  const locale = useLocale();
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [step, setStep] = useState<Step>({ at: "choose" });
  const [parent, setParent] = useState<Option | null>(null);
  const [pending, setPending] = useState<"dry" | "real" | null>(null);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  // The same file sent twice under one key is one import, however often somebody presses.
  const keys = useRef({ dry: newKey(), real: newKey() });

  async function take(file: File) {
    setOutcome(null);
    keys.current = { dry: newKey(), real: newKey() };
    setStep({ at: "uploading", part: 0 });
    try {
      const uploaded = await uploadFile(file, "import", (part) => setStep({ at: "uploading", part }));
      await read(uploaded, parent);
    } catch (error) {
      setStep({
        at: "choose",
        fault: error instanceof FileRefused ? error.message : t("lost"),
      });
    }
  }

  async function read(file: Uploaded, below: Option | null) {
    setStep({ at: "reading", file });
    const answer = await previewFile(importer, file.fileId, below?.value);
    setStep(
      answer.ok ? { at: "ready", file, preview: answer.preview } : { at: "choose", fault: answer.message },
    );
  }

  async function start(kind: "dry" | "real", file: Uploaded) {
    if (pending) return;
    setPending(kind);
    setOutcome(null);
    const input = {
      fileId: file.fileId,
      dryRun: kind === "dry",
      ...(parent ? { parentId: parent.value } : {}),
    };
    const result = await run(`${importer}.import`, input, keys.current[kind]);
    setPending(null);
    if (result.kind === "canceled") return;
    if (result.kind !== "done") {
      setOutcome(result);
      return;
    }
    router.push(recordHref.replace(":id", (result.data as { importId: string }).importId));
  }

  const faulty = step.at === "ready" ? step.preview.rows.filter((row) => row.faults.length > 0).length : 0;
  const busy = step.at === "uploading" || step.at === "reading";
  return (
    <div className="space-y-4">
      <Card title={t("fileTitle")} description={t("fileHelp")}>
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="space-y-3">
            {step.at === "ready" || step.at === "reading" ? (
              <Chosen
                file={step.file}
                size={formatBytes(step.file.bytes, locale)}
                busy={busy}
                onOther={() => setStep({ at: "choose" })}
              />
            ) : (
              <FileDrop
                label={t("file")}
                accept=".csv,text/csv,text/plain"
                maxBytes={maxBytes}
                file={null}
                disabled={busy}
                onFile={(file) => {
                  if (file) void take(file);
                }}
              />
            )}
            {step.at === "uploading" ? (
              <Progress label={t("uploading")} value={step.part} detail={t("uploading")} />
            ) : null}
            {step.at === "choose" && step.fault ? (
              <Notice live tone="danger" title={t("refused")}>
                {step.fault}
              </Notice>
            ) : null}
          </div>
          <div className="space-y-3">
            <Field label={t("below")} help={t("belowHelp", { place })}>
              {(control) => (
                <Combobox
                  {...control}
                  disabled={busy}
                  clearable
                  placeholder={place}
                  value={parent}
                  search={searchOrganizations}
                  onChange={(option) => {
                    setParent(option);
                    if (step.at === "ready") void read(step.file, option);
                  }}
                />
              )}
            </Field>
            <Template importer={importer} columns={columns} />
          </div>
        </div>
      </Card>
      {step.at === "ready" ? (
        <Card
          flush
          title={t("previewTitle")}
          description={t(step.preview.more ? "previewMore" : "previewAll", {
            count: step.preview.rows.length,
          })}
        >
          {step.preview.missing.length > 0 ? (
            <p className="border-line border-b px-4 py-2 text-ink-3 text-sm">
              {t("missing", { columns: step.preview.missing.map((column) => column.label).join(", ") })}
            </p>
          ) : null}
          {step.preview.policy ? (
            <p className="border-line border-b px-4 py-2 text-sm text-waiting">{t("policyAhead")}</p>
          ) : null}
          {faulty > 0 ? (
            <p className="border-line border-b px-4 py-2 text-danger text-sm">
              {t("someFaulty", { count: faulty })}
            </p>
          ) : null}
          <PreviewTable preview={step.preview} />
        </Card>
      ) : null}
      {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
      {step.at === "ready" ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            look="primary"
            pending={pending === "dry"}
            disabled={pending !== null}
            onClick={() => void start("dry", step.file)}
          >
            {t("dryRun")}
          </Button>
          <Button
            pending={pending === "real"}
            disabled={pending !== null}
            onClick={() => void start("real", step.file)}
          >
            {t("importNow")}
          </Button>
          <p className="text-ink-3 text-sm">{t("dryRunHelp")}</p>
        </div>
      ) : null}
      {stepUp}
    </div>
  );
}

const searchOrganizations = async (query: string, signal?: AbortSignal): Promise<Option[]> =>
  (await searchResource("organizations", query, signal)).map((hit) => ({
    value: hit.id,
    label: hit.title,
    help: hit.subtitle ?? undefined,
  }));

type ChosenProps = { file: Uploaded; size: string; busy: boolean; onOther: () => void };

function Chosen({ file, size, busy, onOther }: ChosenProps) {
  const t = useTranslations("core.console.importer");
  return (
    <div className="flex items-center gap-3 rounded-md border border-line px-4 py-3">
      <FileText aria-hidden className="size-5 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{file.name}</span>
        <span className="figures block text-ink-3 text-xs">{size}</span>
      </span>
      {busy ? (
        <span className="flex items-center gap-2 text-ink-3 text-sm" role="status">
          <Spinner />
          {t("reading")}
        </span>
      ) : (
        <Button onClick={onOther}>{t("other")}</Button>
      )}
    </div>
  );
}

/** Which columns the file may have, and an empty file to begin with. */
function Template({ importer, columns }: Pick<ImportWizardProps, "importer" | "columns">) {
  const t = useTranslations("core.console.importer");

  function download() {
    const text = `\uFEFF${columns.map((column) => column.key).join(",")}\r\n`;
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${importer}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <div>
      <h3 className="font-medium text-sm">{t("columns")}</h3>
      <ul className="mt-1 space-y-1 text-sm">
        {columns.map((column) => (
          <li key={column.key}>
            {column.label} <span className="font-mono text-ink-3 text-xs">{column.key}</span>
            {column.required ? <span className="ml-1.5 text-waiting text-xs">{t("required")}</span> : null}
            {column.values.length > 0 ? (
              <span className="block text-ink-3 text-xs">
                {column.values.map(({ value, label }, index) => (
                  <Fragment key={value}>
                    {index > 0 ? ", " : null}
                    {label} <span className="font-mono">{value}</span>
                  </Fragment>
                ))}
                <span className="block">{t("spellings")}</span>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <Button look="ghost" size="sm" className="mt-2 -ml-2" onClick={download}>
        <Download aria-hidden />
        {t("template")}
      </Button>
    </div>
  );
}
