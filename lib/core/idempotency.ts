import { createHash } from "node:crypto";
import type { Caller } from "@/lib/core/caller";
import { prisma, type Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import { canonicalJson, type Json } from "@/lib/core/json";

/** SHA-256 over a command's name and its canonical input: the same request gives the same text. */
export const requestHash = (command: string, input: unknown): string =>
  createHash("sha256").update(command).update("\n").update(canonicalJson(input)).digest("base64url");

/** What a call was answered: the command's own result, or the approval it waits for. */
export type KeptAnswer = { result: Json; waits: boolean };

const callerKey = (caller: Caller): string => {
  const { actor } = caller;
  if (caller.approvalId) return `approval:${caller.approvalId}`;
  if (actor.type === "system") return `system:${actor.label}`;
  return actor.type === "token" ? `token:${actor.tokenId}` : `operator:${actor.operatorId}`;
};

/**
 * Takes the caller's key for this request, inside the command's transaction. A second request with the same key waits until
 * the first one ends, then gets its answer.
 * @returns the earlier answer, or null when this is the first.
 * @throws conflict when the key was used for something else.
 */
export async function takeKey(
  tx: Tx,
  caller: Caller,
  command: string,
  input: unknown,
  at: Date,
): Promise<KeptAnswer | null> {
  if (!caller.idempotencyKey) return null;
  const owner = callerKey(caller);
  const hash = requestHash(command, input);
  const taken = await tx.$executeRaw`
    insert into idempotency_key (caller, key, command, input_hash, created_at)
    values (${owner}, ${caller.idempotencyKey}, ${command}, ${hash}, ${at})
    on conflict do nothing`;
  if (taken === 1) return null;
  const earlier = await tx.idempotencyKey.findUniqueOrThrow({
    where: { caller_key: { caller: owner, key: caller.idempotencyKey } },
    select: { inputHash: true, result: true, waits: true },
  });
  if (earlier.inputHash !== hash) throw conflict("idempotency_key_reused");
  return { result: earlier.result as Json, waits: earlier.waits };
}

/** The answers kept under some of a caller's keys: what a job that broke off need not do again. */
export async function answersOf(
  db: Pick<Tx, "idempotencyKey">,
  caller: Caller,
  keys: string[],
): Promise<Map<string, KeptAnswer>> {
  const rows = await db.idempotencyKey.findMany({
    where: { caller: callerKey(caller), key: { in: keys } },
    select: { key: true, result: true, waits: true },
  });
  return new Map(rows.map(({ key, result, waits }) => [key, { result: result as Json, waits }]));
}

const approvalKey = (approvalId: string) => ({ caller: `approval:${approvalId}`, key: approvalId });

/** The answer an approved command gave, kept in the transaction that did its work: proof that it is done, or null. */
export const approvalAnswer = (tx: Tx, approvalId: string): Promise<{ result: unknown } | null> =>
  tx.idempotencyKey.findUnique({ where: { caller_key: approvalKey(approvalId) }, select: { result: true } });

/** Lets an approved command that was settled as failed be carried out anew. */
export async function forgetApprovalAnswer(tx: Tx, approvalId: string): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: approvalKey(approvalId) });
}

/** The answer this very request of the caller got before, or null. */
export async function earlierAnswer(
  caller: Caller,
  command: string,
  input: unknown,
): Promise<KeptAnswer | null> {
  if (!caller.idempotencyKey) return null;
  const earlier = await prisma.idempotencyKey.findUnique({
    where: { caller_key: { caller: callerKey(caller), key: caller.idempotencyKey } },
    select: { inputHash: true, result: true, waits: true },
  });
  if (earlier?.inputHash !== requestHash(command, input)) return null;
  return { result: earlier.result as Json, waits: earlier.waits };
}

/** Keeps the answer for whoever asks again with the same key. */
export async function keepAnswer(tx: Tx, caller: Caller, { result, waits }: KeptAnswer): Promise<void> {
  if (!caller.idempotencyKey) return;
  await tx.idempotencyKey.update({
    where: { caller_key: { caller: callerKey(caller), key: caller.idempotencyKey } },
    data: { result: result ?? undefined, waits },
    select: { key: true },
  });
}
