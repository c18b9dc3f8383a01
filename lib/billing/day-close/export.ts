import { z } from "zod";
import { periodOf } from "@/lib/billing/day-close/period";
import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";

/** Notes that somebody takes a day's close with them; `dayCloseCsv` writes it. */
export const exportDayClose = command({
  name: "day-close.export",
  permission: "billing.ledger.export",
  approvable: false,
  input: object({
    /** "2026-05-31" or "2026-05-01..2026-05-31", days of the organization worked in; today when left out. */
    days: z.string().max(22).optional(),
  }),
  scope: own(),
  async run({ input, tx, caller, place, audit }) {
    const { organizationId } = place;
    const { from, to } = await periodOf(input.days, caller, tx);
    const { number } = await tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { number: true },
    });
    audit.target({ type: "organizations", id: organizationId, label: number });
    audit.change(null, { from, to });
    return { name: `day close ${number} ${from === to ? from : `${from} ${to}`}.csv` };
  },
});
