import { Decimal } from "decimal.js";
import { sql } from "kysely";
import { z } from "zod";
import type { AuditDraft } from "@/lib/core/audit";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { after, hours } from "@/lib/core/clock";
import type { Command, Preview } from "@/lib/core/command";
import { digest } from "@/lib/core/crypto/keyring";
import { kysely, type Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { canonicalJson, type Json, toJson } from "@/lib/core/json";
import { nextNumber } from "@/lib/core/numbers";
import type { OutboxDraft } from "@/lib/core/outbox";
import type { Place } from "@/lib/core/scope";

/** What the caller of a gated command gets instead of its result. */
export type Approval = { approvalId: string; number: string };

/** A condition on a command's input: a field path, how to compare, and with what. */
export const condition = z.strictObject({
  field: z.string().regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/),
  operator: z.enum(["equals", "not_equals", "at_least", "at_most", "one_of"]),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(50)]),
});
export type Condition = z.infer<typeof condition>;

/** One step of a policy: who may take it, and what it is called. */
export const step = z.strictObject({
  permission: z.string().min(3),
  label: z.string().trim().min(1).max(80),
});
export type Step = z.infer<typeof step>;

export type Policy = { id: string; name: string; steps: Step[]; expiresInHours: number };

function compares(actual: unknown, { operator, value }: Condition): boolean {
  switch (operator) {
    case "equals":
      return String(actual) === String(value);
    case "not_equals":
      return String(actual) !== String(value);
    case "one_of":
      return Array.isArray(value) && value.includes(String(actual));
    default: {
      const [left, right] = [decimal(actual), decimal(value)];
      // What cannot be compared must not slip past the gate.
      if (!left || !right) return true;
      return operator === "at_least" ? left.gte(right) : left.lte(right);
    }
  }
}

function decimal(value: unknown): Decimal | null {
  try {
    return typeof value === "string" || typeof value === "number" ? new Decimal(value) : null;
  } catch {
    return null;
  }
}

const fieldOf = (input: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) => (value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined),
      input,
    );

/** Whether every condition holds for `input`. No conditions hold always. */
export const conditionsHold = (conditions: Condition[], input: unknown): boolean =>
  conditions.every((entry) => compares(fieldOf(input, entry.field), entry));

/** Whether any policy at all concerns a command, wherever and under whatever conditions. */
export async function anyPolicyFor(command: string): Promise<boolean> {
  const found = await kysely
    .selectFrom("approval_policy")
    .select("id")
    .where("command", "=", command)
    .where("enabled", "=", true)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * The policy that puts this call behind approval, or null. The one nearest to the target wins, then the older one.
 */
export async function approvalFor<Input>(
  command: Command<Input, Json>,
  input: Input,
  place: Place,
): Promise<Policy | null> {
  const rows = await kysely
    .selectFrom("approval_policy")
    .innerJoin("organization", "organization.id", "approval_policy.organization_id")
    .select([
      "approval_policy.id",
      "approval_policy.name",
      "approval_policy.conditions",
      "approval_policy.steps",
      "approval_policy.expires_in_hours",
    ])
    .where("approval_policy.command", "=", command.name)
    .where("approval_policy.enabled", "=", true)
    .where(sql<boolean>`organization.path @> ${place.path}::ltree`)
    .orderBy(sql`nlevel(organization.path)`, "desc")
    .orderBy("approval_policy.created_at")
    .execute();
  const match = rows.find((row) => conditionsHold(z.array(condition).parse(row.conditions), input));
  return match
    ? {
        id: match.id,
        name: match.name,
        steps: z.array(step).parse(match.steps),
        expiresInHours: match.expires_in_hours,
      }
    : null;
}

/** What an approval's hash speaks for: whoever alters one of these in the database lacks the key to match it. */
export const frozenText = (frozen: {
  id: string;
  command: string;
  requesterId: string;
  requesterToken: string | null;
  workedInId: string;
  input: unknown;
}): string =>
  canonicalJson([
    frozen.id,
    frozen.command,
    frozen.requesterId,
    frozen.requesterToken,
    frozen.workedInId,
    frozen.input,
  ]);

/**
 * Refuses to ask for the same thing twice: the second approval could only fail when the first was carried out. Until the
 * transaction ends, nobody else asks for it either.
 * @throws conflict naming the open approval of the same command and input at the same place.
 */
export async function requireNoTwin(
  tx: Tx,
  { command, input, place, at }: { command: string; input: unknown; place: Place; at: Date },
): Promise<void> {
  const text = canonicalJson(toJson(input) ?? {});
  const wish = `${place.organizationId} ${command} ${text}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${wish}, 0))`;
  const [twin] = await tx.$queryRaw<{ approvalId: string; number: string; state: string }[]>`
    select id as "approvalId", number, state::text from approval
    where organization_id = ${place.organizationId}::uuid and command = ${command}
      and state in ('pending', 'approved', 'executing') and input = ${text}::jsonb
      and (state <> 'pending' or expires_at > ${at})
    order by created_at limit 1`;
  if (twin) throw conflict("asked_already", { number: twin.number }, twin);
}

/** Freezes a command: name, parsed input and a hash of both, with the policy's steps as they stand now. */
export async function requestApproval<Input>(
  tx: Tx,
  request: {
    command: Command<Input, Json>;
    input: Input;
    caller: Caller;
    place: Place;
    policy: Policy;
    preview: Preview;
    at: Date;
  },
): Promise<{ approval: Approval; entry: { action: string } & AuditDraft; events: OutboxDraft[] }> {
  const { command, caller, policy, preview, at } = request;
  const requesterId = operatorOf(caller);
  if (!requesterId)
    throw new Error(`${command.name} was asked for by the system, which no approval concerns.`);
  const input = toJson(request.input) ?? {};
  const reason = fieldOf(input, "reason");
  const approvalId = newId();
  const number = await nextNumber(tx, "approval");
  const frozen = {
    id: approvalId,
    command: command.name,
    input,
    requesterId,
    requesterToken: caller.actor.type === "token" ? caller.actor.tokenId : null,
    workedInId: caller.scope.organizationId,
  };
  const snapshot = (value: Preview["before"]) => (value ? (toJson(value) as object) : Prisma.DbNull);
  await tx.approval.create({
    data: {
      ...frozen,
      inputHash: digest(frozenText(frozen)),
      number,
      organizationId: request.place.organizationId,
      policyName: policy.name,
      policyId: policy.id,
      steps: policy.steps,
      reason: typeof reason === "string" ? reason : null,
      targetType: preview.target?.type ?? null,
      targetId: preview.target?.id ?? null,
      targetLabel: preview.target?.label ?? null,
      before: snapshot(preview.before),
      after: snapshot(preview.after),
      createdAt: at,
      expiresAt: after(at, hours(policy.expiresInHours)),
    },
    select: { id: true },
  });
  return {
    approval: { approvalId, number },
    entry: {
      action: "approvals.request",
      target: { type: "approvals", id: approvalId, label: number },
      before: null,
      after: { command: command.name, input },
      reason: typeof reason === "string" ? reason : undefined,
    },
    events: [{ name: "approvals/requested", payload: { approvalId } }],
  };
}
