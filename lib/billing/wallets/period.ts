import { z } from "zod";
import type { Period } from "@/lib/billing/wallets/statement";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";

const day = z.iso.date();

/**
 * A period written as lists write ranges of time: `2026-05-01..2026-05-31`, days both inclusive.
 * @param text none means the month of `today` up to today.
 * @param today the day it is where the wallet is.
 * @throws invalid_input
 */
export function periodOf(text: string | undefined, today: string): Period {
  if (!text) return { from: `${today.slice(0, 7)}-01`, to: today };
  const [from = "", to = from, ...rest] = text.split("..");
  const days = [from, to].every((part) => day.safeParse(part).success);
  if (rest.length > 0 || !days || from > to) throw invalidInput([fault("period", "range")], "invalid_query");
  return { from, to };
}
