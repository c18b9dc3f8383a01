import { z } from "zod";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { currency } from "@/lib/core/money";
import { inOrganization } from "@/lib/core/scope";

/** Notes that somebody takes a trial balance with them; `trialBalanceCsv` writes it. */
export const exportTrialBalance = command({
  name: "ledger.export-trial-balance",
  permission: "billing.ledger.export",
  approvable: false,
  input: object({
    organizationId: id.optional(),
    currency: currency.optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input, tx, place, audit, now }) {
    const { organizationId } = place;
    const { number } = await tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { number: true },
    });
    const at = input.at ? new Date(input.at) : now;
    audit.target({ type: "organizations", id: organizationId, label: number });
    audit.change(null, { trialBalance: at.toISOString(), currency: input.currency ?? null });
    return { name: `trial balance ${number} ${at.toISOString().slice(0, 16).replace(":", "")}.csv` };
  },
});
