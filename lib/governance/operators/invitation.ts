import type { Tx } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translate";
import { createAccountLink } from "@/lib/governance/operators/account-link";
import { queueMail } from "@/lib/notifications/mail/send";

/** Sends an operator the link to set their first password, in their language. @returns the link. */
export async function sendInvitation(
  tx: Tx,
  { operatorId, now }: { operatorId: string; now: Date },
): Promise<string> {
  const operator = await tx.operator.findUniqueOrThrow({
    where: { id: operatorId },
    select: {
      email: true,
      name: true,
      locale: true,
      organizationId: true,
      organization: { select: { name: true } },
    },
  });
  const { url } = await createAccountLink(tx, operatorId, "invitation", now);
  const t = await translator(operator.locale === "zh" ? "zh" : "en");
  await queueMail(tx, {
    to: operator.email,
    organizationId: operator.organizationId,
    subject: t("governance.mails.invitation.subject", { organization: operator.organization.name }),
    text: t("governance.mails.invitation.text", {
      name: operator.name,
      organization: operator.organization.name,
      url,
    }),
    now,
  });
  return url;
}
