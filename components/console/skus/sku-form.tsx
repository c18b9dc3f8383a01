"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { v7 as newKey } from "uuid";
import { DraftForm } from "@/components/form/draft-form";
import { MoneyInput } from "@/components/form/money-input";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { BenefitRow } from "./benefit-row";
import { emptyBenefit, type SkuDraft, skuInput } from "./sku-draft";

export type SkuFormProps = {
  initial: SkuDraft;
  /** The SKU as it is saved; absent where a new one is made. */
  saved?: { id: string; version: number };
  currencies: string[];
  templates: { id: string; name: string }[];
  /** Address of a SKU's page, with `:skuId`. */
  doneHref: string;
  cancelHref: string;
};

/** What is sold, for how much, and what buying it entitles to. */
export function SkuForm({ initial, saved, currencies, templates, doneHref, cancelHref }: SkuFormProps) {
  const t = useTranslations();
  const command = saved ? "skus.update" : "skus.create";
  const form = useDraft({
    initial,
    command,
    input: (draft: SkuDraft) =>
      saved ? { skuId: saved.id, version: saved.version, ...skuInput(draft) } : skuInput(draft),
    doneMessage: t(`commerce.commands.${command}.done`),
    doneHref,
  });
  const { draft, change, faults } = form;

  return (
    <DraftForm
      form={form}
      className="max-w-4xl"
      submitLabel={saved ? t("core.common.save") : t("core.console.create")}
      cancelHref={cancelHref}
      fields={["name", "code", "price", "taxRate", "description"].map((name) => ({
        name,
        kind: "text",
        label: t(`commerce.pages.skus.${name}`),
      }))}
    >
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("commerce.pages.skus.name")} required error={faults.name}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("commerce.pages.skus.code")} required error={faults.code}>
            {(control) => (
              <Input
                {...control}
                mono
                maxLength={60}
                autoComplete="off"
                value={draft.code}
                onChange={(event) => change({ code: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t("commerce.pages.skus.price")}
            required
            error={faults.price ?? faults["price.amount"] ?? faults["price.currency"]}
          >
            {(control) => (
              <MoneyInput
                {...control}
                currencies={currencies}
                value={draft.price}
                onChange={(price) => change({ price })}
              />
            )}
          </Field>
          <Field label={t("commerce.pages.skus.taxRate")} required error={faults.taxRate}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                className="figures"
                value={draft.taxRate}
                onChange={(event) => change({ taxRate: event.target.value })}
              />
            )}
          </Field>
          <Field
            className="sm:col-span-2"
            label={t("commerce.pages.skus.description")}
            error={faults.description}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                maxLength={2000}
                value={draft.description}
                onChange={(event) => change({ description: event.target.value })}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card
        title={t("commerce.pages.skus.benefits")}
        actions={
          <Button
            type="button"
            size="sm"
            disabled={draft.benefits.length >= 20}
            onClick={() => change({ benefits: [...draft.benefits, emptyBenefit(newKey())] })}
          >
            <Plus aria-hidden />
            {t("commerce.pages.skus.addBenefit")}
          </Button>
        }
      >
        {draft.benefits.length === 0 ? (
          <p className="text-ink-3 text-sm">{t("commerce.pages.skus.noBenefits")}</p>
        ) : (
          <ul className="space-y-4">
            {draft.benefits.map((benefit, index) => (
              <BenefitRow
                key={benefit.key}
                benefit={benefit}
                templates={templates}
                fault={(field) => faults[`benefits.${index}.${field}`]}
                onChange={(next) =>
                  change({
                    benefits: draft.benefits.map((each) => (each.key === benefit.key ? next : each)),
                  })
                }
                onRemove={() =>
                  change({ benefits: draft.benefits.filter((each) => each.key !== benefit.key) })
                }
              />
            ))}
          </ul>
        )}
      </Card>
    </DraftForm>
  );
}
