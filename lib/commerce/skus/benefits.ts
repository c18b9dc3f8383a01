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
