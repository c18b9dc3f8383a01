"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { v7 as newIdempotencyKey } from "uuid";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { StateBadge, type StateOption } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { OrderHit } from "@/lib/commerce/orders/find";

export type LookupBoxProps = {
  states: StateOption[];
  /** Where one order is shown, with `:id`. */
  orderHref: string;
  /** Something else stands on the page already: neither take the keyboard nor explain. */
  quiet?: boolean;
};

type Found = { words: string; orders: OrderHit[] };

/** One box for whatever somebody who asks about an order can read out. One hit opens at once, of several one is chosen. */
export function LookupBox({ states, orderHref, quiet = false }: LookupBoxProps) {
  const t = useTranslations("commerce.pages.orders");
  const router = useRouter();
  const { run, stepUp } = useCommandRun({ live: true });
  const [words, setWords] = useState("");
  const [pending, setPending] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<CommandOutcome | null>(null);
  const first = useRef<HTMLAnchorElement>(null);
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The keyboard goes on where the answer is.
    if (found && found.orders.length > 1) first.current?.focus();
    else if (found) box.current?.select();
  }, [found]);

  async function look(event: FormEvent) {
    event.preventDefault();
    const asked = words.trim();
    if (pending || asked.length < 3) return;
    setPending(true);
    setProblem(null);
    const outcome = await run("orders.lookup", { words: asked }, newIdempotencyKey());
    setPending(false);
    if (outcome.kind !== "done") {
      setFound(null);
      setProblem(outcome);
      return;
    }
    const { orders } = outcome.data as { orders: OrderHit[] };
    const [only, ...others] = orders;
    if (only && others.length === 0) router.push(orderHref.replace(":id", only.orderId));
    else setFound({ words: asked, orders });
  }

  return (
    <div className="max-w-3xl space-y-4">
      <search>
        <Form onSubmit={look} className="flex gap-2">
          <Input
            ref={box}
            type="search"
            autoFocus={!quiet}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            className="h-11! text-base"
            aria-label={t("lookup")}
            placeholder={t("lookupHint")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button type="submit" look="primary" size="lg" pending={pending} disabled={words.trim().length < 3}>
            <Search aria-hidden />
            {t("lookup")}
          </Button>
        </Form>
      </search>
      {problem ? <OutcomeNotice outcome={problem} fields={[]} /> : null}
      <div aria-live="polite">
        {found ? (
          found.orders.length === 0 ? (
            <div className="rounded-md border border-line bg-surface">
              <EmptyState
                icon={<Search aria-hidden />}
                title={t("lookupNothing", { words: found.words })}
                description={t("lookupNothingHint")}
              />
            </div>
          ) : (
            <Card title={t("lookupSeveral", { count: found.orders.length })} flush>
              <ul className="divide-y divide-line">
                {found.orders.map((order, index) => (
                  <li
                    key={order.orderId}
                    className="relative flex min-h-row flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-sm hover:bg-hover"
                  >
                    <Link
                      ref={index === 0 ? first : undefined}
                      href={orderHref.replace(":id", order.orderId)}
                      className="stretched font-mono"
                    >
                      {order.number}
                    </Link>
                    <StateBadge value={order.state} options={states} />
                    <span className="min-w-0 flex-1 truncate">
                      {order.buyer} <span className="text-ink-3">{order.email}</span>
                    </span>
                    <span className="text-ink-3 text-xs">{t(`foundBy.${order.by}`)}</span>
                    <Money value={order.total} />
                    <Time value={order.createdAt} className="w-24 text-right text-ink-3 text-xs" />
                  </li>
                ))}
              </ul>
            </Card>
          )
        ) : quiet ? null : (
          <p className="text-ink-3 text-sm">{t("lookupBegin")}</p>
        )}
      </div>
      {stepUp}
    </div>
  );
}
