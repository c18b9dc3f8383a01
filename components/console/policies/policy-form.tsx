"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { v7 as newIdempotencyKey } from "uuid";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { ConditionRows } from "./condition-rows";
import { type PolicyCommand, type PolicyDraft, policyInput } from "./policy-draft";
import { StepRows } from "./step-rows";

export type PolicyFormProps = {
  commands: PolicyCommand[];
  permissions: { name: string; label: string }[];
  initial: PolicyDraft;
  /** The policy as it is saved; absent where a new one is made. */
  saved?: { id: string; version: number };
  /** The organization it holds at, with everything below. */
  organization: string;
  /** Address of a policy's page, with `:id`. */
  recordHref: string;
  cancelHref: string;
};

/** Which command, when, and who has to agree in which order. */
export function PolicyForm(props: PolicyFormProps) {
  const { commands, permissions, initial, saved, organization, recordHref, cancelHref } = props;
  const t = useTranslations("core");
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [draft, setDraft] = useState(initial);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const key = useRef(newIdempotencyKey());
  const command = commands.find(({ name }) => name === draft.command);
  const faults = outcome?.kind === "error" ? (outcome.error.fieldErrors ?? {}) : {};
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsavedGuard(dirty && !pending && outcome?.kind !== "approval");
  const change = (next: Partial<PolicyDraft>) => setDraft({ ...draft, ...next });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setOutcome(null);
    const input = policyInput(draft, command);
    const result = await run(
      saved ? "approval-policies.update" : "approval-policies.create",
      saved
        ? { approvalPolicyId: saved.id, version: saved.version, ...input }
        : { command: draft.command, ...input },
      key.current,
    );
    setPending(false);
    if (result.kind === "canceled") return;
    if (result.kind !== "done") {
      if (result.kind === "error") key.current = newIdempotencyKey();
      setOutcome(result);
      return;
    }
    toast.success(t("console.policy.saved"));
    const { approvalPolicyId } = result.data as { approvalPolicyId: string };
    router.push(recordHref.replace(":id", approvalPolicyId));
  }

  return (
    <form noValidate onSubmit={save} className="max-w-4xl space-y-4">
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("console.policy.name")} required error={faults.name}>
            {(control) => (
              <Input
                {...control}
                maxLength={120}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t("console.policy.command")}
            required
            error={faults.command}
            help={t("console.policy.commandHelp", { organization })}
          >
            {(control) => (
              <Select
                {...control}
                disabled={saved !== undefined}
                value={draft.command}
                placeholder={t("common.choose")}
                options={commands.map(({ name, label, module }) => ({
                  value: name,
                  label: `${module}: ${label}`,
                }))}
                onChange={(event) => change({ command: event.target.value, conditions: [] })}
              />
            )}
          </Field>
        </div>
        {command?.alwaysApproved ? (
          <Notice className="mt-4" title={t("console.policy.alwaysApproved")}>
            {t("console.policy.alwaysApprovedHelp")}
          </Notice>
        ) : null}
      </Card>
      <Card title={t("console.policy.when")} description={t("console.policy.whenHelp")}>
        {command ? (
          <ConditionRows
            fields={command.fields}
            conditions={draft.conditions}
            faults={faults}
            onChange={(conditions) => change({ conditions })}
          />
        ) : (
          <p className="text-ink-3 text-sm">{t("console.policy.chooseCommand")}</p>
        )}
      </Card>
      <Card title={t("console.policy.who")} description={t("console.policy.whoHelp")}>
        <StepRows
          permissions={permissions}
          steps={draft.steps}
          faults={faults}
          onChange={(steps) => change({ steps })}
        />
        {faults.steps ? <FieldError>{faults.steps}</FieldError> : null}
      </Card>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("console.policy.expires")}
            help={t("console.policy.expiresHelp")}
            error={faults.expiresInHours}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="figures"
                value={draft.expiresInHours}
                onChange={(event) => change({ expiresInHours: event.target.value })}
              />
            )}
          </Field>
          <label
            htmlFor="policy-enabled"
            className="flex cursor-pointer items-center gap-2.5 text-sm sm:pt-6"
          >
            <Switch
              id="policy-enabled"
              checked={draft.enabled}
              onCheckedChange={(enabled) => change({ enabled })}
            />
            {t("console.policy.enabled")}
          </label>
        </div>
      </Card>
      {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={pending} disabled={draft.command === ""}>
          {saved ? t("common.save") : t("console.create")}
        </Button>
        <Button asChild look="ghost">
          <Link href={cancelHref}>{t("common.cancel")}</Link>
        </Button>
      </div>
      {stepUp}
    </form>
  );
}
