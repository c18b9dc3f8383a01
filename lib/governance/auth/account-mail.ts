import type { Tx } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translate";
import { queueMail } from "@/lib/notifications/mail/send";

/** What an operator is told of their own account: keys below `governance.mails`. */
export type AccountMail =
  | "new_device"
  | "new_network"
  | "password_reset"
  | "password_changed"
  | "second_factor_changed"
  | "recovery_code_used"
  | "recovery_codes_renewed"
  | "second_factor_reset"
  | "signed_out_everywhere"
  | "account_locked";

/**
 * Writes to an operator about their account, in their language. `{name}` and `{when}` (in their organization's time zone) are
 * filled in.
 */
export async function mailOperator(
  tx: Tx,
  operatorId: string,
  mail: AccountMail,
  now: Date,
  params: Record<string, string | number> = {},
): Promise<void> {
  const operator = await tx.operator.findUniqueOrThrow({
    where: { id: operatorId },
    select: {
      name: true,
      email: true,
      locale: true,
      organizationId: true,
      organization: { select: { timeZone: true } },
    },
  });
  const locale = operator.locale === "zh" ? "zh" : "en";
  const t = await translator(locale);
  const when = new Intl.DateTimeFormat(locale === "zh" ? "zh-Hans" : "en-GB", {
    dateStyle: "long",
    timeStyle: "long",
    timeZone: operator.organization.timeZone,
  }).format(now);
  await queueMail(tx, {
    to: operator.email,
    organizationId: operator.organizationId,
    subject: t(`governance.mails.${mail}.subject`),
    text: t(`governance.mails.${mail}.text`, { name: operator.name, when, ...params }),
    now,
  });
}
