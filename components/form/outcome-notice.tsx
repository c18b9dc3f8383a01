"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRecordNames } from "../table/record-names";
import { Button } from "../ui/button";
import { CopyableId } from "../ui/copyable-id";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { useApprovalHref } from "./command-context";
import { changedBy, changedFields } from "./conflict";
import type { FieldDescription } from "./field-description";
import type { CommandOutcome } from "./use-command-run";
import { faultsByField } from "./values";

export type OutcomeNoticeProps = {
  outcome: CommandOutcome;
  fields: FieldDescription[];
  /** What the form was filled from: of a conflict only what differs is told. */
  was?: Record<string, unknown> | undefined;
  /** After the record was asked for again. */
  onReload?: () => void;
  /** Whether the form then takes over what is new and keeps what was typed. */
  keeps?: boolean;
};

/** What became of a command that is not simply done. */
export function OutcomeNotice({ outcome, fields, was, onReload, keeps }: OutcomeNoticeProps) {
  const t = useTranslations("core");
  const router = useRouter();
  const approvalHref = useApprovalHref();
  if (outcome.kind === "lost") {
    return (
      <Notice live tone="waiting" title={t("form.offlineTitle")}>
        {t("form.offline")}
      </Notice>
    );
  }
  if (outcome.kind === "approval") {
    return (
      <Notice
        live
        tone="waiting"
        title={t("form.approvalTitle")}
        action={
          <Button asChild>
            <Link href={approvalHref(outcome.approvalId)}>{t("form.approvalOpen")}</Link>
          </Button>
        }
      >
        {t("form.approval")}
      </Notice>
    );
  }
  if (outcome.kind !== "error") return null;
  const { error } = outcome;
  // A conflict may also be a name that is taken; only these say that the record itself is another one by now.
  if (error.reason === "version_mismatch" || error.reason === "wrong_state") {
    return (
      <Notice
        live
        tone="waiting"
        title={t("form.conflictTitle")}
        action={
          <Button
            onClick={() => {
              router.refresh();
              onReload?.();
            }}
          >
            {t("common.reload")}
          </Button>
        }
      >
        <p>{error.message}</p>
        <p>{t(keeps ? "form.conflictKeeps" : "form.conflict")}</p>
        {error.current ? <CurrentFacts current={error.current} was={was ?? {}} fields={fields} /> : null}
      </Notice>
    );
  }
  const asked = error.reason === "asked_already" ? error.current?.approvalId : undefined;
  const strays = Object.entries(faultsByField(fields, error.fieldErrors).strays);
  return (
    <Notice
      live
      tone="danger"
      title={t("form.failedTitle")}
      action={
        typeof asked === "string" ? (
          <Button asChild>
            <Link href={approvalHref(asked)}>{t("form.approvalOpen")}</Link>
          </Button>
        ) : null
      }
    >
      <p>{error.message}</p>
      {strays.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {strays.map(([name, words]) => (
            <li key={name}>
              <span className="font-mono text-xs">{name}</span>: {words}
            </li>
          ))}
        </ul>
      ) : null}
      {error.requestId ? (
        <p className="mt-1 flex items-center gap-1 text-xs">
          {t("error.reference")} <CopyableId id={error.requestId} />
        </p>
      ) : null}
    </Notice>
  );
}

/** The other change, in the words of this form's fields. */
function CurrentFacts({
  current,
  was,
  fields,
}: {
  current: Record<string, unknown>;
  was: Record<string, unknown>;
  fields: FieldDescription[];
}) {
  const t = useTranslations("core.form");
  const changed = changedFields(fields, was, current);
  const name = changedBy(current);
  return (
    <>
      {name ? <p>{t("conflictBy", { name })}</p> : null}
      {changed.length > 0 ? (
        <>
          <p className="mt-2 font-medium text-ink">{t("conflictCurrent")}</p>
          <dl>
            {changed.map((field) => (
              <div key={field.name} className="flex gap-2">
                <dt className="text-ink-3">{field.label}</dt>
                <dd className="min-w-0 text-ink">
                  <CurrentValue field={field} value={current[field.name]} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </>
  );
}

/** A value as people read it: of a record its name, of an option its words. */
function CurrentValue({ field, value }: { field: FieldDescription; value: unknown }) {
  const ids = field.resource ? [value].flat().filter((id) => typeof id === "string") : [];
  const names = useRecordNames(field.resource, ids.join(","));
  if (value === null || value === "") return "–";
  if (ids.length > 0) return names.join(", ");
  const option = field.options?.find((one) => one.value === value);
  if (option) return option.label;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
