"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { v7 as newIdempotencyKey } from "uuid";
import { MoneyInput } from "@/components/form/money-input";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { BenefitRow } from "./benefit-row";
import { emptyBenefit, type SkuDraft, skuInput } from "./sku-draft";

export type SkuFormProps = {
  initial: SkuDraft;
  /** The SKU as it is saved; absent where a new one is made. */
  saved?: { id: string; version: number };
  currencies: string[];
  templates: { id: string; name: string }[];
  /** Address of a SKU's page, with `:id`. */
  recordHref: string;
  cancelHref: string;
};

/** What is sold, for how much, and what buying it entitles to. */
export function SkuForm({ initial, saved, currencies, templates, recordHref, cancelHref }: SkuFormProps) {
  const t = useTranslations();
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [draft, setDraft] = useState(initial);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const key = useRef(newIdempotencyKey());
  const faults = outcome?.kind === "error" ? (outcome.error.fieldErrors ?? {}) : {};
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsavedGuard(dirty && !pending && outcome?.kind !== "approval");
  const change = (next: Partial<SkuDraft>) => setDraft({ ...draft, ...next });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setOutcome(null);
    const input = skuInput(draft);
    const result = await run(
      saved ? "skus.update" : "skus.create",
      saved ? { skuId: saved.id, version: saved.version, ...input } : input,
      key.current,
    );
    setPending(false);
    if (result.kind === "canceled") return;
    if (result.kind !== "done") {
      if (result.kind === "error") key.current = newIdempotencyKey();
      setOutcome(result);
      return;
    }
    toast.success(t(saved ? "commerce.commands.skus.update.done" : "commerce.commands.skus.create.done"));
    router.push(recordHref.replace(":id", (result.data as { skuId: string }).skuId));
  }

  return (
    <form noValidate onSubmit={save} className="max-w-4xl space-y-4">
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
            onClick={() => change({ benefits: [...draft.benefits, emptyBenefit(newIdempotencyKey())] })}
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
      {outcome ? (
        <OutcomeNotice
          outcome={outcome}
          fields={["name", "code", "price", "taxRate", "description"].map((name) => ({
            name,
            kind: "text" as const,
            label: t(`commerce.pages.skus.${name}`),
          }))}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {saved ? t("core.common.save") : t("core.console.create")}
        </Button>
        <Button asChild look="ghost">
          <Link href={cancelHref}>{t("core.common.cancel")}</Link>
        </Button>
      </div>
      {stepUp}
    </form>
  );
}
