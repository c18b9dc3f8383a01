import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrderRecord } from "@/lib/commerce/orders/read";
import { skus } from "@/lib/commerce/skus/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** What was bought, at the prices of that moment. */
export function OrderItems({ reader, order }: { reader: Reader; order: OrderRecord }) {
  const { t, href } = reader;
  const texts = "commerce.pages.orders";
  const linked = mayRead(skus, reader);
  return (
    <Card title={t(`${texts}.items`)} flush>
      <Table aria-label={t(`${texts}.items`)}>
        <TableHead>
          <tr>
            <TableHeader>{t(`${texts}.item`)}</TableHeader>
            <TableHeader align="right">{t(`${texts}.quantity`)}</TableHeader>
            <TableHeader align="right" className="max-sm:hidden">
              {t(`${texts}.unitPrice`)}
            </TableHeader>
            <TableHeader align="right" className="max-sm:hidden">
              {t(`${texts}.taxRate`)}
            </TableHeader>
            <TableHeader align="right">{t(`${texts}.amount`)}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {order.items.map((item) => (
            <TableRow key={item.id}>
              <TableCell className="min-w-40 [overflow-wrap:anywhere]">
                {linked ? (
                  <Link
                    href={href(`commerce/skus/${item.skuId}`)}
                    className="font-medium hover:text-accent hover:underline"
                  >
                    {item.name}
                  </Link>
                ) : (
                  <span className="font-medium">{item.name}</span>
                )}{" "}
                <span className="font-mono text-ink-3 text-xs">{item.sku.code}</span>
              </TableCell>
              <TableCell align="right">
                <NumberText value={item.quantity} />
              </TableCell>
              <TableCell align="right" className="max-sm:hidden">
                <Money value={item.unitPrice.toJSON()} />
              </TableCell>
              <TableCell align="right" className="max-sm:hidden">
                <NumberText
                  value={Number(item.taxRate) / 100}
                  options={{ style: "percent", maximumFractionDigits: 4 }}
                />
              </TableCell>
              <TableCell align="right">
                <Money value={item.amount.toJSON()} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <tfoot className="border-line border-t">
          <tr className="h-row">
            <SumLabel className="font-medium text-sm">{t(`${texts}.total`)}</SumLabel>
            <TableCell align="right" className="font-semibold">
              <Money value={order.total.toJSON()} />
            </TableCell>
          </tr>
          {order.tax.isZero ? null : (
            <tr>
              <SumLabel className="pb-2 font-normal text-ink-3 text-xs">
                {t(`${texts}.taxContained`)}
              </SumLabel>
              <TableCell align="right" className="pb-2 text-ink-3 text-xs">
                <Money value={order.tax.roundedToMinorUnit().toJSON()} />
              </TableCell>
            </tr>
          )}
        </tfoot>
      </Table>
    </Card>
  );
}

/** Reaches up to the amounts: over four columns, over two on a phone, where two are not shown. */
function SumLabel({ className, children }: { className: string; children: ReactNode }) {
  return (
    <>
      <th scope="row" colSpan={2} className={cn("px-3 text-right", className)}>
        <span className="sm:hidden">{children}</span>
      </th>
      <td colSpan={2} className={cn("px-3 text-right max-sm:hidden", className)}>
        {children}
      </td>
    </>
  );
}
