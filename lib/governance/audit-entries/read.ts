import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { record } from "@/lib/core/resource/list";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { isGenuine } from "@/lib/governance/audit-entries/stored-entry";

const fields = z.record(z.string(), z.unknown()).nullable().catch(null);

/**
 * One entry with everything it says, as plain data.
 * @throws not_found outside the caller's scope; forbidden without governance.audit-entries.read.
 */
export async function readAuditEntry(caller: Caller, entryId: string) {
  await record(auditEntries, entryId, caller);
  const row = await kysely
    .selectFrom("audit_entry")
    .leftJoin("organization", "organization.id", "audit_entry.organization_id")
    .leftJoin("service_token", "service_token.id", "audit_entry.token_id")
    .leftJoin("approval", "approval.id", "audit_entry.approval_id")
    .selectAll("audit_entry")
    .select([
      "organization.name as organizationName",
      "service_token.name as tokenName",
      "service_token.prefix as tokenPrefix",
      "approval.number as approvalNumber",
    ])
    .where("audit_entry.id", "=", entryId)
    .executeTakeFirstOrThrow();
  const entry = {
    id: row.id,
    createdAt: row.created_at,
    organizationId: row.organization_id,
    actorType: row.actor_type,
    actorId: row.actor_id,
    actorLabel: row.actor_label,
    tokenId: row.token_id,
    sessionId: row.session_id,
    approvalId: row.approval_id,
    action: row.action,
    targetType: row.target_type,
    targetId: row.target_id,
    targetLabel: row.target_label,
    before: row.before,
    after: row.after,
    reason: row.reason,
    address: row.address,
    userAgent: row.user_agent,
    requestId: row.request_id,
    digest: row.digest,
    sequence: row.sequence === null ? null : BigInt(row.sequence),
    chainHash: row.chain_hash,
  };
  return {
    id: entry.id,
    at: entry.createdAt.toISOString(),
    action: entry.action,
    actor: { type: entry.actorType, id: entry.actorId, label: entry.actorLabel },
    token: entry.tokenId ? { id: entry.tokenId, name: row.tokenName, prefix: row.tokenPrefix } : null,
    approval: entry.approvalId ? { id: entry.approvalId, number: row.approvalNumber } : null,
    organization: entry.organizationId ? { id: entry.organizationId, name: row.organizationName } : null,
    target:
      entry.targetType && entry.targetId
        ? { type: entry.targetType, id: entry.targetId, label: entry.targetLabel ?? entry.targetId }
        : null,
    before: fields.parse(entry.before),
    after: fields.parse(entry.after),
    reason: entry.reason,
    address: entry.address,
    userAgent: entry.userAgent,
    requestId: entry.requestId,
    sessionId: entry.sessionId,
    /** Its place in the sealed chain, null until sealed; and whether it still says what was written. */
    sequence: row.sequence,
    genuine: isGenuine(entry),
  };
}

/** What `readAuditEntry` returns. */
export type AuditEntryRecord = Awaited<ReturnType<typeof readAuditEntry>>;
