import { walletOf } from "@/lib/billing/wallets/open";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { currency } from "@/lib/core/money";
import { type CommandScope, inOrganization, ofRow } from "@/lib/core/scope";

type Input = { organizationId?: string; customerId?: string; currency: string };

const scope: CommandScope<Input> = (input, caller) =>
  input.customerId
    ? ofRow<Input>("customer", ({ customerId }) => customerId ?? "")(input, caller)
    : inOrganization<Input>(({ organizationId }) => organizationId)(input, caller);

/**
 * Opens a customer's or an organization's wallet in a currency. One that is there already is the answer, too: an owner has one
 * for each currency.
 */
export const openWallet = command({
  name: "wallets.open",
  permission: "billing.wallets.write",
  input: object({ organizationId: id.optional(), customerId: id.optional(), currency }).refine(
    (input) => !(input.organizationId && input.customerId),
    { error: "billing.validation.one_owner", path: ["customerId"] },
  ),
  scope,
  async run({ input, tx, place, audit, now }) {
    const owner = { organizationId: place.organizationId, customerId: input.customerId ?? null };
    const before = await tx.wallet.findFirst({
      where: { ...owner, currency: input.currency },
      select: { id: true },
    });
    const walletId = await walletOf(tx, owner, input.currency, now);
    const { number } = await tx.wallet.findUniqueOrThrow({
      where: { id: walletId },
      select: { number: true },
    });
    audit.target({ type: "wallets", id: walletId, label: number });
    if (!before) audit.change(null, { currency: input.currency });
    return { walletId, number, opened: !before };
  },
});
