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
  /** The organization whose trail it belongs to, where that is not the first its scope named: one founded just now. */
  organization(organizationId: string): void;
};

export type AuditDraft = {
  target?: AuditTarget;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string;
  organizationId?: string;
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
      organization: (organizationId) => {
        draft.organizationId = organizationId;
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

/** The fields of an entry its digest speaks for. Their order is part of every digest ever made. */
export const sealedFields = [
  "id",
  "createdAt",
  "organizationId",
  "actorType",
  "actorId",
  "actorLabel",
  "tokenId",
  "sessionId",
  "approvalId",
  "action",
  "targetType",
  "targetId",
  "targetLabel",
  "before",
  "after",
  "reason",
  "address",
  "userAgent",
  "requestId",
] as const;

type Always = { id: string; createdAt: Date; actorType: string; actorLabel: string; action: string };

export type SealedFields = Always & { before: unknown; after: unknown } & {
  [Field in Exclude<(typeof sealedFields)[number], keyof Always | "before" | "after">]: string | null;
};

/** The text an entry's digest is made over. */
export const digestText = (entry: SealedFields): string =>
  canonicalJson(
    sealedFields.map((field) => (field === "createdAt" ? entry.createdAt.toISOString() : entry[field])),
  );

const jsonOrNull = (value: Json) => (value === null ? Prisma.DbNull : value);

/**
 * Writes one entry of the audit trail inside the command's transaction: no entry, no change.
 * @param at the moment of the act.
 */
export async function writeAuditEntry(
  tx: Tx,
  caller: Caller,
  entry: Omit<AuditDraft, "organizationId"> & { action: string; organizationId: string | null; at: Date },
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
