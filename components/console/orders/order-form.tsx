"use client";

import { Minus, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { useCommandRun } from "@/components/form/use-command-run";
import { useSend } from "@/components/form/use-send";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { FreeMoney } from "@/lib/commerce/orders/shelf";
import { formatMoney } from "@/lib/core/i18n/format";
import { type CartContent, costOf, missingFor, type ShelfSku } from "./cart";

export type OrderFormProps = {
  /** Input without a field: who buys. */
  buyer: { customerId: string } | { organizationId: string };
  skus: ShelfSku[];
  /** What is free in the buyer's wallets; null where the reader may not see it. */
  wallets: FreeMoney[] | null;
  /** Whether an offline payment may be noted here. */
  offline: boolean;
  orderHref: string;
  cancelHref: string;
};

const most = 1000;

/** What is bought and how it is paid; one press creates the order and pays it. */
export function OrderForm({ buyer, skus, wallets, offline, orderHref, cancelHref }: OrderFormProps) {
  const t = useTranslations();
  const texts = useTranslations("commerce.pages.orders");
  const locale = useLocale();
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [filter, setFilter] = useState("");
  const [content, setContent] = useState<CartContent>(new Map());
  const [method, setMethod] = useState("wallet");
  const [offlineRef, setOfflineRef] = useState("");
  const [note, setNote] = useState("");
  const { send, pending, outcome, forget } = useSend(run);
  useUnsavedGuard(content.size > 0 && !pending && outcome?.kind !== "approval");

  const cost = costOf(content, skus);
  const several = content.size > 0 && cost === null;
  const chosen = (sku: ShelfSku) => content.get(sku.id) ?? 0;
  const words = filter.trim().toLowerCase();
  const shown = skus.filter(
    (sku) => chosen(sku) > 0 || `${sku.name} ${sku.code}`.toLowerCase().includes(words),
  );
  const put = (sku: ShelfSku, quantity: number) => {
    const next = new Map(content);
    if (quantity > 0) next.set(sku.id, Math.min(quantity, most));
    else next.delete(sku.id);
    setContent(next);
    forget();
  };

  function place(event: FormEvent) {
    event.preventDefault();
    if (!cost) return;
    const input = {
      ...buyer,
      items: [...content].map(([skuId, quantity]) => ({ skuId, quantity })),
      paymentMethod: method,
      total: cost,
      ...(method === "offline" && offlineRef.trim() ? { offlineRef: offlineRef.trim() } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    void send("orders.create", input, (data) => {
      const { orderId, repeated } = data as { orderId: string; repeated: boolean };
      if (repeated) toast.info(texts("repeated"));
      else toast.success(t("commerce.commands.orders.create.done"));
      router.push(orderHref.replace(":id", orderId));
    });
  }

  if (skus.length === 0)
    return (
      <div className="max-w-4xl rounded-md border border-line bg-surface">
        <EmptyState title={texts("noSkus")} description={texts("noSkusHint")} />
      </div>
    );
  return (
    <Form noValidate onSubmit={place} className="grid max-w-6xl items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <Card
        flush
        title={texts("cart")}
        actions={
          <Input
            type="search"
            className="w-48"
            aria-label={texts("searchSkus")}
            placeholder={texts("searchSkus")}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        }
      >
        <ul className="max-h-[60vh] divide-y divide-line overflow-y-auto">
          {shown.map((sku) => (
            <li key={sku.id} className="flex min-h-row items-center gap-3 px-4 py-1.5 text-sm">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{sku.name}</p>
                <p className="truncate font-mono text-ink-3 text-xs">{sku.code}</p>
              </div>
              <Money value={{ amount: sku.price, currency: sku.currency }} />
              <div className="flex items-center gap-1">
                <Button
                  type="button"
                  icon
                  size="sm"
                  look="ghost"
                  disabled={chosen(sku) === 0}
                  aria-label={texts("remove", { name: sku.name })}
                  onClick={() => put(sku, chosen(sku) - 1)}
                >
                  <Minus aria-hidden />
                </Button>
                <Input
                  inputMode="numeric"
                  className="figures w-14! text-center"
                  aria-label={`${sku.name}: ${texts("quantity")}`}
                  value={chosen(sku) === 0 ? "" : String(chosen(sku))}
                  placeholder="0"
                  onChange={(event) => put(sku, Number(event.target.value.replace(/\D/g, "").slice(0, 4)))}
                />
                <Button
                  type="button"
                  icon
                  size="sm"
                  look="ghost"
                  disabled={chosen(sku) >= most}
                  aria-label={`${texts("item")}: ${sku.name}, +1`}
                  onClick={() => put(sku, chosen(sku) + 1)}
                >
                  <Plus aria-hidden />
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <div className="flex flex-col gap-4">
          <div className="flex items-baseline justify-between gap-3">
            <span className="font-medium">{texts("total")}</span>
            {cost ? (
              <Money value={cost} className="font-semibold text-lg" />
            ) : (
              <span className="text-ink-3 text-sm">
                {several ? texts("mixedCurrencies") : texts("emptyCart")}
              </span>
            )}
          </div>
          <Field label={texts("howPaid")} required>
            {(control) => (
              <RadioGroup
                {...control}
                value={method}
                onValueChange={setMethod}
                options={["wallet", ...(offline ? ["offline"] : [])].map((value) => ({
                  value,
                  label: t(`commerce.commands.orders.create.values.paymentMethod.${value}`),
                }))}
              />
            )}
          </Field>
          {method === "wallet" && wallets ? <Free wallets={wallets} cost={cost} /> : null}
          {method === "offline" ? (
            <Field label={t("commerce.resources.orders.columns.offlineRef")}>
              {(control) => (
                <Input
                  {...control}
                  mono
                  maxLength={100}
                  autoComplete="off"
                  value={offlineRef}
                  onChange={(event) => setOfflineRef(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          <Field label={t("commerce.resources.orders.columns.note")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
          {outcome?.kind === "approval" ? null : (
            <div className="flex flex-wrap gap-2">
              <Button type="submit" look="primary" pending={pending} disabled={!cost}>
                {cost ? texts("place", { total: formatMoney(cost, locale) }) : texts("placeNone")}
              </Button>
              <Button asChild look="ghost">
                <Link href={cancelHref}>{t("core.common.cancel")}</Link>
              </Button>
            </div>
          )}
        </div>
      </Card>
      {stepUp}
    </Form>
  );
}

/** What is free in the wallet that would pay, and what is missing. */
function Free({
  wallets,
  cost,
}: {
  wallets: FreeMoney[];
  cost: { amount: string; currency: string } | null;
}) {
  const t = useTranslations("commerce.pages.orders");
  const locale = useLocale();
  const shown = cost ? wallets.filter(({ currency }) => currency === cost.currency) : wallets;
  const money = (amount: string, currency: string) => formatMoney({ amount, currency }, locale);
  if (cost && shown.length === 0)
    return <Notice tone="waiting">{t("noWallet", { currency: cost.currency })}</Notice>;
  return shown.map(({ currency, free, cash, vouchers, credit }) => {
    const missing = cost ? missingFor(cost, free) : null;
    return (
      <Notice
        key={currency}
        tone={missing ? "waiting" : "neutral"}
        title={t("free", { free: money(free, currency) })}
      >
        <p>
          {t("parts", {
            cash: money(cash, currency),
            vouchers: money(vouchers, currency),
            credit: money(credit, currency),
          })}
        </p>
        {missing ? <p>{t("tooLittle", { missing: money(missing.amount, missing.currency) })}</p> : null}
      </Notice>
    );
  });
}
