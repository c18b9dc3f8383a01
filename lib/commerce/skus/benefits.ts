import type { SkuBenefitInput } from "@/lib/commerce/skus/fields";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";

/**
 * Makes a SKU's benefits be exactly those given. One that stays keeps its id.
 * @param path where the SKU belongs: a voucher template must belong there or above.
 * @throws rule_violation when a voucher template is not to be given there.
 */
export async function replaceBenefits(
  tx: Tx,
  { skuId, path }: { skuId: string; path: string },
  benefits: readonly SkuBenefitInput[],
): Promise<void> {
  await requireTemplates(tx, path, benefits);
  const codes = benefits.map(({ code }) => code);
  await tx.skuBenefit.deleteMany({ where: { skuId, code: { notIn: codes } } });
  for (const benefit of benefits) {
    const { code, kind, name } = benefit;
    const data = {
      kind,
      name,
      days: benefit.kind === "access" ? (benefit.days ?? null) : null,
      voucherTemplateId: benefit.kind === "voucher" ? benefit.voucherTemplateId : null,
    };
    await tx.skuBenefit.upsert({
      where: { skuId_code: { skuId, code } },
      create: { ...data, id: newId(), skuId, code },
      update: data,
      select: { id: true },
    });
  }
}

async function requireTemplates(tx: Tx, path: string, benefits: readonly SkuBenefitInput[]): Promise<void> {
  const wanted = [
    ...new Set(benefits.flatMap((benefit) => (benefit.kind === "voucher" ? benefit.voucherTemplateId : []))),
  ];
  if (wanted.length === 0) return;
  const [found] = await tx.$queryRaw<[{ count: number }]>`
    select count(*)::int as count
    from voucher_template join organization on organization.id = voucher_template.organization_id
    where voucher_template.id = any(${wanted}::uuid[]) and voucher_template.state = 'active'
      and organization.path @> ${path}::ltree`;
  if (found.count !== wanted.length) throw refused("commerce.template_not_for_sku");
}

/**
 * What a SKU gives is worth something in the currency it is paid in, or a refund could not tell what was spent of it.
 * @throws rule_violation naming the first voucher template that is kept in another one.
 */
export async function requireOneCurrency(tx: Tx, skuId: string): Promise<void> {
  const [other] = await tx.$queryRaw<{ name: string; currency: string }[]>`
    select template.name, template.currency
    from sku_benefit as benefit
    join voucher_template as template on template.id = benefit.voucher_template_id
    join sku on sku.id = benefit.sku_id
    where benefit.sku_id = ${skuId}::uuid and template.currency <> sku.currency
    order by benefit.code limit 1`;
  if (other) throw refused("commerce.benefit_currency", other);
}
