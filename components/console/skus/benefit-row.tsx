"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type BenefitDraft, benefitKinds } from "./sku-draft";

export type BenefitRowProps = {
  benefit: BenefitDraft;
  templates: { id: string; name: string }[];
  fault(field: string): string | undefined;
  onChange(benefit: BenefitDraft): void;
  onRemove(): void;
};

/** One thing that buying a SKU entitles to. */
export function BenefitRow({ benefit, templates, fault, onChange, onRemove }: BenefitRowProps) {
  const t = useTranslations("commerce");
  const { kind } = benefit;
  const change = (next: Partial<BenefitDraft>) => onChange({ ...benefit, ...next });
  return (
    <li className="grid items-start gap-3 sm:grid-cols-[9rem_minmax(0,2fr)_minmax(0,1fr)_minmax(0,1.5fr)_2rem]">
      <Field label={t("pages.skus.kind")} required error={fault("kind")}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            options={benefitKinds.map((value) => ({
              value,
              label: t(`resources.benefit-grants.values.kind.${value}`),
            }))}
            onChange={(event) =>
              change({ kind: benefitKinds.find((each) => each === event.target.value) ?? kind })
            }
          />
        )}
      </Field>
      <Field label={t("pages.skus.name")} required error={fault("name")}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={benefit.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("pages.skus.code")} required error={fault("code")}>
        {(control) => (
          <Input
            {...control}
            mono
            maxLength={60}
            autoComplete="off"
            value={benefit.code}
            onChange={(event) => change({ code: event.target.value })}
          />
        )}
      </Field>
      {kind === "access" ? (
        <Field label={t("pages.skus.days")} help={t("pages.skus.daysHelp")} error={fault("days")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="figures"
              value={benefit.days}
              onChange={(event) => change({ days: event.target.value })}
            />
          )}
        </Field>
      ) : kind === "voucher" ? (
        <Field label={t("pages.skus.template")} required error={fault("voucherTemplateId")}>
          {(control) => (
            <Select
              {...control}
              value={benefit.voucherTemplateId}
              placeholder="—"
              options={templates.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => change({ voucherTemplateId: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <span />
      )}
      <Button
        type="button"
        icon
        look="ghost"
        className="sm:mt-5"
        aria-label={t("pages.skus.removeBenefit", { name: benefit.name || t("pages.skus.thisBenefit") })}
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
