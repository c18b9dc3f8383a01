import { z } from "zod";
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
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";

/** Changes a SKU for orders to come; what was ordered keeps its name, price, tax and benefits. Fields left out stay. */
export const updateSku = command({
  name: "skus.update",
  permission: "commerce.skus.write",
  input: object({
    skuId: id,
    version: z.int().positive().optional(),
    code: skuCode.optional(),
    name: skuName.optional(),
    description: skuDescription.optional(),
    price: skuPrice.optional(),
    taxRate: taxRate.optional(),
    benefits: skuBenefits.optional(),
  }),
  scope: ofRow("sku", (input) => input.skuId),
  async run({ input, tx, place, audit, now }) {
    const { skuId, version, price, benefits, ...fields } = input;
    const read = async () => {
      const row = await tx.sku.findUnique({ where: { id: skuId }, select: skuSelect });
      return row ? skuFacts(row) : null;
    };
    const before = await read();
    if (!before) throw notFound();
    if (fields.code && fields.code !== before.code) {
      const { organizationId } = place;
      const twin = await tx.sku.findUnique({
        where: { organizationId_code: { organizationId, code: fields.code } },
        select: { id: true },
      });
      if (twin) throw conflict("commerce.sku_code_taken", { code: fields.code });
    }
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.sku.updateMany({
          where: { id: skuId, ...where },
          data: {
            ...fields,
            ...(price ? { price: price.amount, currency: price.currency } : {}),
            ...data,
            updatedAt: now,
          },
        }),
      read,
    );
    if (benefits) await replaceBenefits(tx, { skuId, path: place.path }, benefits);
    if (benefits || price) await requireOneCurrency(tx, skuId);
    const after = (await read())!;
    audit.target({ type: "skus", id: skuId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { skuId, version: after.version };
  },
});
