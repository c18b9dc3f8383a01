import { Prisma } from "@/lib/core/generated/prisma/client";
import type { Money } from "@/lib/core/money";

/**
 * What a charge or a hold by hand leaves alone, as a part of the statement that spends, so that it stays one round trip: vouchers
 * that are for some SKUs or for more than this, and credit while the owner is suspended for arrears (admin-prd 7). A customer and an
 * organization are looked up apart: each by its own index, whoever else of that organization has a billing profile.
 * @param total what is taken in all.
 */
export const leftOutOf = (walletId: string, total: Money): Prisma.Sql => Prisma.sql`
  select voucher.account_id from voucher join voucher_template as template on template.id = voucher.template_id
  where voucher.wallet_id = ${walletId}::uuid and voucher.state = 'active'
    and (template.minimum_spend > ${total.amount.toFixed()}::numeric or cardinality(template.sku_ids) > 0)
  union all
  select account.id from ledger_account as account
  join wallet on wallet.id = account.wallet_id
  where account.wallet_id = ${walletId}::uuid and account.kind = 'wallet_credit' and (
    exists (
      select from billing_profile where customer_id = wallet.customer_id and suspended_at is not null
    ) or wallet.customer_id is null and exists (
      select from billing_profile
      where organization_id = wallet.organization_id and customer_id is null and suspended_at is not null
    ))`;
