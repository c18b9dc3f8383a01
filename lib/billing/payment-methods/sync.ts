import { z } from "zod";
import { keepMethod } from "@/lib/billing/payment-methods/keep";
import { endEvent } from "@/lib/commerce/payment-events/end";
import { methodFacts } from "@/lib/commerce/providers/facts";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";

/** Takes over how a provider keeps a method: new, changed, or nobody's any more. Of payers we do not know nothing is kept. */
export const syncMethod = command({
  name: "payment-methods.sync",
  permission: null,
  approvable: false,
  input: object({ provider: z.string().min(1).max(40), facts: methodFacts, eventId: id.optional() }),
  scope: bySystem(platformWide()),
  async run({ input: { provider, facts, eventId }, tx, audit, now }) {
    const kept = await keepMethod({ tx, now }, provider, facts);
    if (kept) {
      audit.target({ type: "payment-methods", id: kept.id, label: facts.last4 ?? facts.providerRef });
      audit.organization(kept.organizationId);
    }
    if (eventId && kept) {
      await endEvent(tx, eventId, { state: "handled", now });
      await tx.paymentEvent.updateMany({
        where: { id: eventId },
        data: { organizationId: kept.organizationId },
      });
    }
    return { kept: kept !== null };
  },
});
