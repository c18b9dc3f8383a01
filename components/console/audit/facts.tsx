import type { ReactNode } from "react";
import { CopyableId } from "@/components/ui/copyable-id";
import { Time } from "@/components/ui/time";
import type { AuditEntryRecord } from "@/lib/governance/audit-entries/read";
import { actorName } from "../actor-name";
import type { Fact } from "../facts";
import type { Reader } from "../reader";
import { TargetLink } from "../target-link";

/** Who did it, with which token and session, from where, why, and where the entry stands in the chain. */
export function entryFacts(reader: Reader, entry: AuditEntryRecord): Fact[] {
  const { t } = reader;
  const fact = (key: string, value: ReactNode): Fact[] =>
    value === null || value === false
      ? []
      : [{ key, label: t(`governance.pages.audit-entries.facts.${key}`), value }];
  const link = (type: string, id: string | null, label: string | null) =>
    id ? <TargetLink reader={reader} target={{ type, id, label: label ?? id }} /> : null;
  const code = (value: string | null) => (value ? <CopyableId id={value} full /> : null);
  return [
    ...fact("at", <Time value={entry.at} style="both" />),
    ...fact(
      "actor",
      link("operators", entry.actor.id, entry.actor.label) ??
        actorName({ actorType: entry.actor.type, actor: entry.actor.label }, t),
    ),
    ...fact("token", entry.token && link("service-tokens", entry.token.id, entry.token.name)),
    ...fact("target", entry.target && <TargetLink reader={reader} target={entry.target} />),
    ...fact("reason", entry.reason && <q className="[overflow-wrap:anywhere]">{entry.reason}</q>),
    ...fact(
      "organization",
      entry.organization && link("organizations", entry.organization.id, entry.organization.name),
    ),
    ...fact("approval", entry.approval && link("approvals", entry.approval.id, entry.approval.number)),
    ...fact(
      "approvedBy",
      entry.approval && entry.approval.agreed.length > 0 && agreed(reader, entry.approval),
    ),
    ...fact("command", <span className="font-mono text-[0.93em]">{entry.action}</span>),
    ...fact("address", code(entry.address)),
    ...fact(
      "userAgent",
      entry.userAgent && <span className="[overflow-wrap:anywhere]">{entry.userAgent}</span>,
    ),
    ...fact("requestId", entry.requestId && <CopyableId id={entry.requestId} />),
    ...fact("session", entry.sessionId && <CopyableId id={entry.sessionId} />),
    ...fact(
      "sequence",
      entry.sequence === null ? t("governance.pages.audit-entries.unsealed") : String(entry.sequence),
    ),
  ];
}

const agreed = (reader: Reader, { agreed }: NonNullable<AuditEntryRecord["approval"]>) => (
  <ul className="space-y-0.5">
    {agreed.map(({ by, step, at }) => (
      <li key={by.id}>
        <TargetLink reader={reader} target={{ type: "operators", id: by.id, label: by.name }} />{" "}
        <span className="text-ink-3 text-xs">
          {step ? `${step} · ` : null}
          <Time value={at} style="both" />
        </span>
      </li>
    ))}
  </ul>
);
