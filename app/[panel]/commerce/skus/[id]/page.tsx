import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { skuOffers } from "@/components/console/skus/offers";
import { stateOptions } from "@/components/console/state-options";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { readSku } from "@/lib/commerce/skus/read";
import { skus } from "@/lib/commerce/skus/resource";
import { updateSku } from "@/lib/commerce/skus/update";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.skus.one");

const shown = ["code", "price", "taxRate", "organization", "description", "createdAt", "updatedAt"];

export default async function SkuPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, skus.permission), params]);
  const { caller, t, href } = reader;
  const [sku, values] = await orNotFound(Promise.all([readSku(id, caller), record(skus, id, caller)]));
  const texts = "commerce.pages.skus";
  const columns = ["kind", "name", "code"] as const;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, skus, { label: sku.name })}
      title={sku.name}
      number={sku.code}
      state={{ value: sku.state, options: stateOptions(reader, skus) }}
      links={
        may(caller, updateSku.permission ?? "", sku.path) ? (
          <EditLink reader={reader} href={href(`commerce/skus/${id}/edit`)} />
        ) : null
      }
      actions={skuOffers(reader, sku)}
      factsTitle={t(`${texts}.facts`)}
      facts={factsOf(describeResource(skus, caller, t, reader.panel), values, shown)}
      target={{ type: "skus", id }}
    >
      <Card title={t(`${texts}.benefits`)} flush>
        {sku.benefits.length === 0 ? (
          <p className="px-4 py-3 text-ink-3 text-sm">{t(`${texts}.noBenefits`)}</p>
        ) : (
          <Table aria-label={t(`${texts}.benefits`)}>
            <TableHead>
              <tr>
                {columns.map((column) => (
                  <TableHeader key={column}>{t(`${texts}.${column}`)}</TableHeader>
                ))}
                <TableHeader />
              </tr>
            </TableHead>
            <TableBody>
              {sku.benefits.map((benefit) => (
                <TableRow key={benefit.id}>
                  <TableCell>{t(`commerce.resources.benefit-grants.values.kind.${benefit.kind}`)}</TableCell>
                  <TableCell className="font-medium">{benefit.name}</TableCell>
                  <TableCell className="font-mono text-xs">{benefit.code}</TableCell>
                  <TableCell className="text-ink-2">
                    {benefit.kind === "access"
                      ? benefit.days === null
                        ? t(`${texts}.forGood`)
                        : t(`${texts}.forDays`, { days: benefit.days })
                      : benefit.voucherTemplate}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </RecordPage>
  );
}
