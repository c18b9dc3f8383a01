import { replaceBenefits, requireOneCurrency } from "@/lib/commerce/skus/benefits";
import {
  skuBenefits,
  skuCode,
  skuDescription,
  skuFacts,
  skuName,
  skuPrice,
  skuSelect,
  taxRate,
} from "@/lib/commerce/skus/fields";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";

/** Puts something up for sale at an organization and everything below it. */
export const createSku = command({
  name: "skus.create",
  permission: "commerce.skus.write",
  input: object({
    code: skuCode,
    name: skuName,
    description: skuDescription.default(""),
    price: skuPrice,
    taxRate: taxRate.default("0"),
    benefits: skuBenefits.default([]),
    organizationId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input, tx, place, audit, emit, now }) {
    const { price, benefits, organizationId: _, ...fields } = input;
    const skuId = newId();
    const { count } = await tx.sku.createMany({
      data: {
        ...fields,
        id: skuId,
        organizationId: place.organizationId,
        price: price.amount,
        currency: price.currency,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("commerce.sku_code_taken", { code: fields.code });
    await replaceBenefits(tx, { skuId, path: place.path }, benefits);
    await requireOneCurrency(tx, skuId);
    const created = await tx.sku.findUniqueOrThrow({ where: { id: skuId }, select: skuSelect });
    audit.target({ type: "skus", id: skuId, label: created.name });
    audit.change(null, skuFacts(created));
    emit("skus/created", { skuId });
    return { skuId, version: created.version };
  },
});
