import { prisma } from "@/lib/core/db";

/** What a template's list does not say, of one the caller was already shown. */
export async function readVoucherTemplate(id: string): Promise<{ skuIds: string[]; skus: string[] }> {
  const { skuIds } = await prisma.voucherTemplate.findUniqueOrThrow({
    where: { id },
    select: { skuIds: true },
  });
  const skus = await prisma.sku.findMany({
    where: { id: { in: skuIds } },
    select: { code: true },
    orderBy: { code: "asc" },
  });
  return { skuIds, skus: skus.map((sku) => sku.code) };
}
