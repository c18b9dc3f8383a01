import { todayIn } from "@/components/table/range";
import { periodOf } from "@/lib/billing/wallets/period";
import type { Period } from "@/lib/billing/wallets/statement";
import { AppError } from "@/lib/core/errors";
import { timeZoneOf } from "@/lib/governance/sessions/time-zone";
import type { SearchParams } from "../resource-page";

/**
 * The period a statement's address asks for: `period=a..b` or the form's `from` and `to`; the month so far when it makes no
 * sense.
 */
export async function askedPeriod(
  query: Awaited<SearchParams>,
  organizationId: string,
): Promise<{ period: Period; skip: number; bad: boolean }> {
  const today = todayIn(await timeZoneOf(organizationId));
  const one = (key: string) => (typeof query[key] === "string" ? query[key] : "");
  const asked = one("period") || (one("from") || one("to") ? `${one("from")}..${one("to")}` : "");
  const skip = /^\d{1,6}$/.test(one("skip")) ? Number(one("skip")) : 0;
  try {
    return { period: periodOf(asked, today), skip, bad: false };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { period: periodOf(undefined, today), skip: 0, bad: true };
  }
}
