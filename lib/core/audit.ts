import type { Caller } from "@/lib/core/caller";
import { digest } from "@/lib/core/crypto/keyring";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { canonicalJson, type Json, toJson } from "@/lib/core/json";

export type AuditTarget = { type: string; id: string; label: string };

/** What a command's body tells the trail; the kernel adds who, when and from where. */
export type AuditNotes = {
  /** The record acted upon. */
  target(target: AuditTarget): void;
  /** What changed: fields before and after. Equal fields are left out of the entry. */
  change(before: Record<string, unknown> | null, after: Record<string, unknown> | null): void;
  /** Why, when the input has no `reason`. */
  reason(text: string): void;
};

export type AuditDraft = {
  target?: AuditTarget;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string;
};

/** A collector for one command's notes and the draft it fills. */
export function auditNotes(): { notes: AuditNotes; draft: AuditDraft } {
  const draft: AuditDraft = {};
  return {
    draft,
    notes: {
      target: (target) => {
        draft.target = target;
      },
      change: (before, after) => {
        Object.assign(draft, changedFields(before, after));
      },
      reason: (text) => {
        draft.reason = text;
      },
    },
  };
}

function changedFields(before: Record<string, unknown> | null, after: Record<string, unknown> | null) {
  if (!before || !after) return { before, after };
  const changed = Object.keys({ ...before, ...after }).filter(
    (key) => canonicalJson(before[key]) !== canonicalJson(after[key]),
  );
  const pick = (from: Record<string, unknown>) => Object.fromEntries(changed.map((key) => [key, from[key]]));
  return { before: pick(before), after: pick(after) };
}

/** The fields of an entry its digest speaks for, in one order. */
export type SealedFields = {
  id: string;
  createdAt: Date;
  organizationId: string | null;
  actorType: string;
  actorId: string | null;
  actorLabel: string;
  tokenId: string | null;
  sessionId: string | null;
  approvalId: string | null;
  action: string;
  targetType: string | null;
  targetId: string | null;
  targetLabel: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
};

/** The text an entry's digest is made over. */
export const digestText = (entry: SealedFields): string =>
  canonicalJson([
    entry.id,
    entry.createdAt.toISOString(),
    entry.organizationId,
    entry.actorType,
    entry.actorId,
    entry.actorLabel,
    entry.tokenId,
    entry.sessionId,
    entry.approvalId,
    entry.action,
    entry.targetType,
    entry.targetId,
    entry.targetLabel,
    entry.before,
    entry.after,
    entry.reason,
    entry.address,
    entry.userAgent,
    entry.requestId,
  ]);

const jsonOrNull = (value: Json) => (value === null ? Prisma.DbNull : value);

/**
 * Writes one entry of the audit trail inside the command's transaction: no entry, no change.
 * @param at the moment of the act.
 */
export async function writeAuditEntry(
  tx: Tx,
  caller: Caller,
  entry: { action: string; organizationId: string | null; at: Date } & AuditDraft,
): Promise<void> {
  const { actor } = caller;
  const before = toJson(entry.before ?? null);
  const after = toJson(entry.after ?? null);
  const fields: SealedFields = {
    id: newId(),
    createdAt: entry.at,
    organizationId: entry.organizationId,
    actorType: actor.type,
    actorId: actor.type === "system" ? null : actor.operatorId,
    actorLabel: actor.label,
    tokenId: actor.type === "token" ? actor.tokenId : null,
    sessionId: actor.type === "operator" ? actor.sessionId : null,
    approvalId: caller.approvalId ?? null,
    action: entry.action,
    targetType: entry.target?.type ?? null,
    targetId: entry.target?.id ?? null,
    targetLabel: entry.target?.label ?? null,
    before,
    after,
    reason: entry.reason ?? null,
    address: caller.address,
    userAgent: caller.userAgent,
    requestId: caller.requestId,
  };
  await tx.auditEntry.create({
    data: {
      ...fields,
      actorType: actor.type,
      before: jsonOrNull(before),
      after: jsonOrNull(after),
      digest: digest(digestText(fields)),
    },
    select: { id: true },
  });
}
