import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { env } from "@/lib/core/env";
import { errorKey, translator } from "@/lib/core/i18n/translate";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { executionError } from "@/lib/governance/approvals/ending";
import { lockApproval } from "@/lib/governance/approvals/locked";
import { type Deed, personsBehind } from "@/lib/governance/approvals/persons";
import { type InboxParam, notify } from "@/lib/notifications/inbox/notify";
import { inboxText } from "@/lib/notifications/inbox/text";
import { queueMail } from "@/lib/notifications/mail/send";

/** What happened to an approval that somebody has to know. */
export const approvalNews = [
  "requested",
  "advanced",
  "rejected",
  "canceled",
  "expired",
  "executed",
  "failed",
  "unknown",
] as const;

type Person = { id: string; email: string; locale: string };

/**
 * Tells those concerned: who can take the next step, or the requester when it is over; where nobody knows how it ended, also
 * whoever may settle that. They find it in their inbox and in
 * their mail.
 */
export const notifyApproval = command({
  name: "approvals.notify",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({ approvalId: id, news: z.enum(approvalNews) }),
  scope: bySystem(ofRow("approval", (input) => input.approvalId)),
  async run({ input: { approvalId, news }, tx, place, now }) {
    const approval = await lockApproval(tx, approvalId);
    const asks = news === "requested" || news === "advanced";
    // Decided while the news was on its way.
    if (asks && approval.state !== "pending") return { told: 0 };
    const { requester, error, organization } = await tx.approval.findUniqueOrThrow({
      where: { id: approvalId },
      select: {
        error: true,
        organization: { select: { name: true } },
        requester: { select: { id: true, email: true, locale: true, name: true, state: true } },
      },
    });
    const step = approval.steps[approval.currentStep];
    const request = { operatorId: approval.requesterId, tokenId: approval.requesterToken };
    const others =
      asks && step
        ? await outsiders(
            tx,
            [request, ...(await decisionsOn(tx, approvalId))],
            ["governance.approvals.review", step.permission],
            place.path,
          )
        : news === "unknown"
          ? await outsiders(tx, [request], ["governance.approvals.execute"], place.path)
          : [];
    const told = asks || requester.state !== "active" ? others : [requester, ...others];
    const message = asks ? "approval_requested" : `approval_${news}`;
    const params = {
      number: approval.number,
      command: { key: commandTitle(approval.command) },
      target: approval.targetLabel ?? organization.name,
      requester: requester.name,
      step: step?.label ?? "",
      ...(news === "failed" ? { error: failureText(error) } : {}),
    };
    const href = `governance/approvals/${approvalId}`;
    await notify(tx, {
      operatorIds: told.map((person) => person.id),
      message: `governance.inbox.${message}`,
      params,
      href,
      organizationId: place.organizationId,
      now,
    });
    for (const person of told)
      await queueMail(tx, {
        to: person.email,
        ...(await mailOf(person, message, params, href)),
        organizationId: place.organizationId,
        now,
      });
    return { told: told.length };
  },
});

const decisionsOn = (tx: Tx, approvalId: string): Promise<Deed[]> =>
  tx.approvalDecision.findMany({ where: { approvalId }, select: { operatorId: true, tokenId: true } });

/** Active operators who hold all of some permissions at `path` and are not behind some deeds: at most 100 of them. */
async function outsiders(tx: Tx, deeds: Deed[], permissions: string[], path: string): Promise<Person[]> {
  const involved = [...(await personsBehind(tx, deeds))];
  const asked = [...new Set(permissions)];
  return tx.$queryRaw<Person[]>`
    select operator.id, operator.email, operator.locale
    from operator
    join role_grant on role_grant.operator_id = operator.id
    join role on role.id = role_grant.role_id
    join organization on organization.id = role_grant.organization_id and organization.path @> ${path}::ltree
    join lateral unnest(role.permissions) as held on held = any(${asked}::text[])
    where operator.state = 'active' and operator.id <> all(${involved}::uuid[])
    group by operator.id
    having count(distinct held) = ${asked.length}
    order by operator.id
    limit 100`;
}

function commandTitle(name: string): string {
  const { commands, moduleOf } = directory();
  const known = commands.get(name);
  const [noun = "", verb = ""] = name.split(".");
  return known ? `${moduleOf(known).name}.commands.${noun}.${verb}.title` : name;
}

function failureText(stored: unknown): InboxParam {
  const error = executionError.safeParse(stored);
  if (!error.success) return "";
  const { reason, params, message } = error.data;
  // Words in the reader's language where they need no figures.
  return reason !== "internal" && Object.keys(params).length === 0 ? { key: errorKey(reason) } : message;
}

async function mailOf(
  person: Person,
  message: string,
  params: Record<string, InboxParam>,
  href: string,
): Promise<{ subject: string; text: string }> {
  const locale = person.locale === "zh" ? "zh" : "en";
  const t = await translator(locale);
  const subject = inboxText({ message: `governance.inbox.${message}`, params }, t, locale);
  const link = `${env().APP_URL}/ops/${href}`;
  return { subject, text: t("governance.mails.approval", { text: subject, link }) };
}
