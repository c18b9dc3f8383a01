import { z } from "zod";
import { step } from "@/lib/core/approval";
import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { record } from "@/lib/core/resource/list";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { isGenuine, storedEntry } from "@/lib/governance/audit-entries/stored-entry";

const fields = z.record(z.string(), z.unknown()).nullable().catch(null);

/**
 * One entry with everything it says, as plain data.
 * @throws not_found outside the caller's scope; forbidden without governance.audit-entries.read.
 */
export async function readAuditEntry(caller: Caller, entryId: string) {
  await record(auditEntries, entryId, caller);
  const entry = await storedEntry(entryId);
  // Pruned a moment ago.
  if (!entry) throw notFound();
  const [organization, token, approval] = await Promise.all([
    entry.organizationId
      ? prisma.organization.findUnique({ where: { id: entry.organizationId }, select: { name: true } })
      : null,
    entry.tokenId
      ? prisma.serviceToken.findUnique({
          where: { id: entry.tokenId },
          select: { name: true, prefix: true },
        })
      : null,
    entry.approvalId ? approvalBehind(entry.approvalId) : null,
  ]);
  return {
    id: entry.id,
    at: entry.createdAt.toISOString(),
    action: entry.action,
    actor: { type: entry.actorType, id: entry.actorId, label: entry.actorLabel },
    token: entry.tokenId
      ? { id: entry.tokenId, name: token?.name ?? null, prefix: token?.prefix ?? null }
      : null,
    approval,
    organization: entry.organizationId
      ? { id: entry.organizationId, name: organization?.name ?? null }
      : null,
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
    sequence: entry.sequence?.toString() ?? null,
    genuine: isGenuine(entry),
  };
}

/** The approval a command was carried out through, with everybody who agreed. */
async function approvalBehind(id: string) {
  const approval = await prisma.approval.findUnique({
    where: { id },
    select: {
      number: true,
      steps: true,
      decisions: {
        where: { approved: true },
        orderBy: { step: "asc" },
        select: { step: true, createdAt: true, operator: { select: { id: true, name: true } } },
      },
    },
  });
  const steps = z.array(step).catch([]).parse(approval?.steps);
  return {
    id,
    number: approval?.number ?? null,
    agreed: (approval?.decisions ?? []).map((decision) => ({
      by: decision.operator,
      step: steps[decision.step]?.label ?? null,
      at: decision.createdAt.toISOString(),
    })),
  };
}

/** What `readAuditEntry` returns. */
export type AuditEntryRecord = Awaited<ReturnType<typeof readAuditEntry>>;
