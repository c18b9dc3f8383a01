import { after, days } from "@/lib/core/clock";

export type DunningRules = {
  /** Days after the due day, as text, each with a reminder. */
  dunningDays: readonly string[];
  /** Days after the due day; 0 for never. */
  suspendAfterDays: number;
};

/** A step of dunning: a reminder, or the suspension of who does not pay. */
export type DunningStep = { at: Date; does: "remind" | "suspend" };

/** Everything that happens to a bill nobody pays, in order (admin-prd 7: rules for arrears). */
export function dunningPlan(dueAt: Date, { dunningDays, suspendAfterDays }: DunningRules): DunningStep[] {
  const steps: DunningStep[] = [...new Set(dunningDays.map(Number))].map((count) => ({
    at: after(dueAt, days(count)),
    does: "remind",
  }));
  if (suspendAfterDays > 0) steps.push({ at: after(dueAt, days(suspendAfterDays)), does: "suspend" });
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** When the first reminder of a bill is due; null where there are none. */
export const firstReminder = (dueAt: Date, rules: DunningRules): Date | null =>
  dunningPlan(dueAt, rules)[0]?.at ?? null;

/**
 * The step a bill has come to, and when the next one is due. Steps that were missed are not made up for: the latest counts.
 * @param taken how many steps were taken before.
 */
export function nextStep(
  dueAt: Date,
  rules: DunningRules,
  taken: number,
  now: Date,
): { step: DunningStep | null; level: number; nextAt: Date | null } {
  const plan = dunningPlan(dueAt, rules);
  const reached = plan.filter(({ at }) => at <= now).length;
  const missed = plan.slice(taken, reached);
  // A suspension among those missed is what counts.
  const step = missed.find(({ does }) => does === "suspend") ?? missed.at(-1) ?? null;
  return { step, level: Math.max(reached, taken), nextAt: plan[Math.max(reached, taken)]?.at ?? null };
}
