"use client";

import { useTranslations } from "next-intl";
import { DraftForm } from "@/components/form/draft-form";
import { useDraft } from "@/components/form/use-draft";
import { Card } from "@/components/ui/card";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
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
  /** Address of a policy's page, with `:approvalPolicyId`. */
  doneHref: string;
  cancelHref: string;
};

/** Which command, when, and who has to agree in which order. */
export function PolicyForm(props: PolicyFormProps) {
  const { commands, permissions, initial, saved, organization, doneHref, cancelHref } = props;
  const t = useTranslations("core");
  const named = (name: string) => commands.find((each) => each.name === name);
  const form = useDraft({
    initial,
    command: saved ? "approval-policies.update" : "approval-policies.create",
    input: (draft: PolicyDraft) => ({
      ...(saved ? { approvalPolicyId: saved.id, version: saved.version } : { command: draft.command }),
      ...policyInput(draft, named(draft.command)),
    }),
    doneMessage: t("console.policy.saved"),
    doneHref,
  });
  const { draft, change, faults } = form;
  const command = named(draft.command);

  return (
    <DraftForm
      form={form}
      className="max-w-4xl"
      submitLabel={saved ? t("common.save") : t("console.create")}
      cancelHref={cancelHref}
      disabled={draft.command === ""}
    >
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
    </DraftForm>
  );
}
