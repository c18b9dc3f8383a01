import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import type { Fact } from "../facts";
import type { Reader } from "../reader";
import { TargetLink } from "../target-link";

/** Who asked for what, where, why and until when. */
export function approvalFacts(reader: Reader, approval: ApprovalRecord): Fact[] {
  const { t, href } = reader;
  const fact = (key: string, value: React.ReactNode): Fact => ({
    key,
    label: t(`governance.pages.approvals.facts.${key}`),
    value,
  });
  const at = (key: string, value: string | null) =>
    value ? [fact(key, <Time value={value} style="both" />)] : [];
  return [
    ...(approval.target ? [fact("target", <TargetLink reader={reader} target={approval.target} />)] : []),
    fact(
      "command",
      <span className="font-mono text-[0.93em] [overflow-wrap:anywhere]">{approval.command}</span>,
    ),
    fact(
      "requester",
      <>
        <TargetLink
          reader={reader}
          target={{ type: "operators", id: approval.requester.id, label: approval.requester.name }}
        />
        {approval.requester.byToken ? ` (${t("governance.pages.approvals.byToken")})` : null}
      </>,
    ),
    ...(approval.reason
      ? [fact("reason", <q className="[overflow-wrap:anywhere]">{approval.reason}</q>)]
      : []),
    fact(
      "organization",
      <Link
        href={href(`customers/organizations/${approval.organization.id}`)}
        className="text-accent hover:underline"
      >
        {approval.organization.name}
      </Link>,
    ),
    fact("policy", approval.policy),
    ...at("createdAt", approval.createdAt),
    ...(approval.state === "pending" ? at("expiresAt", approval.expiresAt) : []),
    ...at("decidedAt", approval.decidedAt),
    ...at("finishedAt", approval.finishedAt),
  ];
}
