import { sql } from "kysely";
import { beginVoucherOccasion } from "@/lib/commerce/vouchers/begin-occasion";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

const caller = () => systemCaller("voucher-occasions");

/** A customer signed up: begins every template that gives on that, of their organization or one above it. */
export async function beginSignUp(customerId: string): Promise<{ begun: number }> {
  const templates = await kysely
    .selectFrom("voucher_template")
    .innerJoin("organization as owner", "owner.id", "voucher_template.organization_id")
    .innerJoin("customer", (join) => join.on("customer.id", "=", customerId))
    .innerJoin("organization as home", "home.id", "customer.organization_id")
    .where("voucher_template.state", "=", "active")
    .where("voucher_template.trigger", "=", "sign_up")
    .where(sql<boolean>`home.path <@ owner.path`)
    .select("voucher_template.id")
    .execute();
  for (const template of templates)
    await perform(
      beginVoucherOccasion,
      { voucherTemplateId: template.id, occasion: `sign_up:${customerId}`, customerId },
      await caller(),
    );
  return { begun: templates.length };
}

/** Begins the templates whose day of the year it is, where their organization is. */
export async function beginDays(): Promise<{ begun: number }> {
  const today = sql<string>`to_char(${now()}::timestamptz at time zone organization.time_zone, 'YYYY-MM-DD')`;
  const templates = await kysely
    .selectFrom("voucher_template")
    .innerJoin("organization", "organization.id", "voucher_template.organization_id")
    .where("voucher_template.state", "=", "active")
    .where("voucher_template.trigger", "=", "date")
    .where(sql<boolean>`voucher_template.trigger_day = substr(${today}, 6)`)
    .where(
      sql<boolean>`not exists (select from voucher_issue where voucher_issue.template_id = voucher_template.id
        and voucher_issue.occasion = 'date:' || ${today})`,
    )
    .select(["voucher_template.id", today.as("day")])
    .execute();
  for (const { id, day } of templates)
    await perform(beginVoucherOccasion, { voucherTemplateId: id, occasion: `date:${day}` }, await caller());
  return { begun: templates.length };
}
