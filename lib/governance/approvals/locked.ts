import { z } from "zod";
import { step } from "@/lib/core/approval";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";

const select = {
  id: true,
  number: true,
  state: true,
  command: true,
  steps: true,
  currentStep: true,
  requesterId: true,
  requesterToken: true,
  targetLabel: true,
  attempts: true,
  runId: true,
  leaseUntil: true,
  unknownSince: true,
  decidedAt: true,
  expiresAt: true,
} as const;

/**
 * An approval that nobody else decides or moves until the transaction ends.
 * @throws not_found.
 */
export async function lockApproval(tx: Tx, approvalId: string) {
  await tx.$queryRaw`select id from approval where id = ${approvalId}::uuid for update`;
  const row = await tx.approval.findUnique({ where: { id: approvalId }, select });
  if (!row) throw notFound();
  return { ...row, steps: z.array(step).parse(row.steps) };
}

export type LockedApproval = Awaited<ReturnType<typeof lockApproval>>;

/** The record an audit entry about the approval names. */
export const auditTarget = (approval: { id: string; number: string }) => ({
  type: "approvals",
  id: approval.id,
  label: approval.number,
});

/** Reads the state anew, for the error of who was slower. */
export const stateOf = (tx: Tx, id: string) => () =>
  tx.approval.findUnique({ where: { id }, select: { state: true } });
