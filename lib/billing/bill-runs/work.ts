import { billOwner } from "@/lib/billing/bill-runs/bill-owner";
import { noteBillRun, type RunFailure, type RunSkip } from "@/lib/billing/bill-runs/note";
import { nextProfiles } from "@/lib/billing/bill-runs/owners";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";

/** How many owners are billed between two notes of progress. */
export const ownersANote = 20;

/**
 * Bills the next owners of a run, each in a transaction of their own, and notes it. Broken off, it begins again with the same
 * ones: who was billed already answers so.
 * @returns whether that was all.
 */
export async function workOnRun(billRunId: string): Promise<{ over: boolean }> {
  const run = await prisma.billRun.findUnique({
    where: { id: billRunId },
    select: {
      state: true,
      organizationId: true,
      periodFrom: true,
      periodUntil: true,
      byProfile: true,
      timeZone: true,
      lastProfileId: true,
    },
  });
  if (run?.state !== "running") return { over: true };
  const { organizationId, byProfile, timeZone, lastProfileId: afterId } = run;
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const days = { from: day(run.periodFrom), until: day(run.periodUntil) };
  const next = await nextProfiles(
    prisma,
    { organizationId, days, byProfile, timeZone },
    afterId,
    ownersANote,
  );
  const caller = await systemCaller("issue-bills");
  const failures: RunFailure[] = [];
  const skips: RunSkip[] = [];
  for (const { id: billingProfileId } of next) {
    const idempotencyKey = `bill-run:${billRunId}:${billingProfileId}`;
    try {
      const { skipped } = await perform(
        billOwner,
        { billRunId, billingProfileId },
        { ...caller, idempotencyKey },
      );
      if (skipped)
        skips.push({ profileId: billingProfileId, name: await nameOf(billingProfileId), reason: skipped });
    } catch (error) {
      // What a rule refuses will be refused again; anything else is tried again with the whole batch.
      if (!(error instanceof AppError && ["rule_violation", "conflict", "not_found"].includes(error.code)))
        throw error;
      failures.push({
        profileId: billingProfileId,
        name: await nameOf(billingProfileId),
        reason: error.reason,
        params: error.params,
      });
    }
  }
  const last = next.length < ownersANote;
  const { over } = await perform(
    noteBillRun,
    {
      billRunId,
      afterId,
      lastId: next.at(-1)?.id ?? null,
      reached: next.length,
      failures,
      skips,
      last,
    },
    caller,
  );
  return { over };
}

async function nameOf(profileId: string): Promise<string> {
  const profile = await prisma.billingProfile.findUnique({
    where: { id: profileId },
    select: { organization: { select: { name: true } }, customer: { select: { name: true } } },
  });
  return profile?.customer?.name ?? profile?.organization.name ?? "";
}
