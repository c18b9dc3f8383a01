import { CommandButton } from "@/components/form/command-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { StateBadge } from "@/components/ui/state-badge";
import { benefitGrants } from "@/lib/commerce/benefit-grants/resource";
import type { OrderRecord } from "@/lib/commerce/orders/read";
import { valueLabel } from "@/lib/core/resource/describe";
import { asRecords, list } from "@/lib/core/resource/list";
import { openApprovals } from "../approvals/open-approvals";
import { manualGrantOffer } from "../orders/offers";
import { OrderRelated } from "../orders/order-related";
import type { Reader } from "../reader";
import { stateOptions } from "../state-options";
import { failureWords, grantOffers } from "./offers";

const mostShown = 100;

/** What one order entitles to and what was sent, each with the button that sends or grants it again. */
export async function OrderTools({ reader, order }: { reader: Reader; order: OrderRecord }) {
  const { t, href, caller } = reader;
  const texts = "commerce.pages.delivery-tools";
  const [page, open] = await Promise.all([
    list(
      benefitGrants,
      { filters: { orderId: order.id }, limit: mostShown, columns: Object.keys(benefitGrants.columns) },
      caller,
    ),
    openApprovals(reader, { type: "orders", id: order.id }),
  ]);
  const manual = manualGrantOffer(reader, order);
  const states = stateOptions(reader, benefitGrants);
  return (
    <>
      {open}
      <Card
        flush
        title={t(`${texts}.grants`)}
        actions={manual ? <CommandButton spec={manual} size="sm" /> : null}
      >
        {page.rows.length === 0 ? (
          <p className="px-4 py-3 text-ink-3 text-sm">{t(`${texts}.none`)}</p>
        ) : (
          <ul className="divide-y divide-line">
            {asRecords(page).map((grant) => (
              <li
                key={String(grant.id)}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm"
              >
                <div className="min-w-48 flex-1">
                  <p className="flex flex-wrap items-center gap-2">
                    <Link
                      href={href(`commerce/benefit-grants/${grant.id}`)}
                      className="min-w-0 font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
                    >
                      {String(grant.name)}
                    </Link>
                    <span className="text-ink-3 text-xs">
                      {valueLabel(benefitGrants, "kind", String(grant.kind), t)}
                    </span>
                    {grant.manual ? <Badge>{t(`${texts}.byHand`)}</Badge> : null}
                  </p>
                  <p className="font-mono text-ink-3 text-xs">{String(grant.number)}</p>
                  {grant.error ? (
                    <p className="text-danger text-xs">{failureWords(reader, String(grant.error))}</p>
                  ) : null}
                </div>
                <StateBadge value={String(grant.state)} options={states} />
                <div className="flex gap-2">
                  {grantOffers(reader, grant).map((spec) => (
                    <CommandButton key={spec.command} spec={spec} size="sm" />
                  ))}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <OrderRelated reader={reader} orderId={order.id} only={["deliveries", "payment-attempts"]} />
    </>
  );
}
