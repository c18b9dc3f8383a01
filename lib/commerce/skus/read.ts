import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

/**
 * One SKU with what buying it entitles to.
 * @returns `path` of its organization, for permission checks; amounts as exact text.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readSku(id: string, caller: Caller) {
  demand(caller, "commerce.skus.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("sku")
    .innerJoin("organization", "organization.id", "sku.organization_id")
    .select([
      "sku.id",
      "sku.code",
      "sku.name",
      "sku.description",
      "sku.state",
      "sku.currency",
      sql<string>`trim_scale(sku.price)::text`.as("price"),
      sql<string>`trim_scale(sku.tax_rate)::text`.as("taxRate"),
      "sku.version",
      "sku.organization_id as organizationId",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("sku.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const benefits = await kysely
    .selectFrom("sku_benefit")
    .leftJoin("voucher_template", "voucher_template.id", "sku_benefit.voucher_template_id")
    .select([
      "sku_benefit.id",
      "sku_benefit.code",
      "sku_benefit.kind",
      "sku_benefit.name",
      "sku_benefit.days",
      "sku_benefit.voucher_template_id as voucherTemplateId",
      "voucher_template.name as voucherTemplate",
    ])
    .where("sku_benefit.sku_id", "=", id)
    .orderBy("sku_benefit.code")
    .execute();
  return { ...row, benefits };
}

export type SkuRecord = Awaited<ReturnType<typeof readSku>>;
