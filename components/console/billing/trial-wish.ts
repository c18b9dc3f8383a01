import { z } from "zod";
import type { TrialBalanceWish } from "@/lib/billing/ledger/trial-balance";
import type { SearchParams } from "../resource-page";

const asked = {
  organizationId: z.uuid(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  at: z.iso.datetime({ offset: true }),
};

/** Which trial balance an address asks for; what makes no sense is left out and said. */
export function trialWish(query: Awaited<SearchParams>): { wish: TrialBalanceWish; bad: boolean } {
  const read = (key: keyof typeof asked) => (query[key] ? asked[key].safeParse(query[key]) : undefined);
  const [organizationId, currency, at] = [read("organizationId"), read("currency"), read("at")];
  return {
    wish: {
      organizationId: organizationId?.data,
      currency: currency?.data,
      at: at?.data ? new Date(at.data) : undefined,
    },
    bad: [organizationId, currency, at].some((part) => part && !part.success),
  };
}
