import type { CommandSpec } from "@/components/form/command";
import { adjustWallet } from "@/lib/billing/wallets/adjust";
import { freezeWallet } from "@/lib/billing/wallets/freeze";
import { holdInWallet } from "@/lib/billing/wallets/hold";
import { walletMachine } from "@/lib/billing/wallets/machine";
import type { WalletRecord } from "@/lib/billing/wallets/read";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { unfreezeWallet } from "@/lib/billing/wallets/unfreeze";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

/** What this reader may do with a wallet as it is now. */
export function walletOffers(reader: Reader, wallet: WalletRecord): CommandSpec[] {
  const { id: walletId, currency, state, path, version } = wallet;
  const open = commandsFrom(walletMachine, state);
  const money = { kind: "money" as const, currencies: [currency] };
  const none = { amount: "", currency };
  const limit = wallet.parts.find((part) => part.kind === "wallet_credit")?.creditLimit ?? none;
  return offered([
    state === "active"
      ? offer(
          reader,
          holdInWallet,
          {
            icon: "lock",
            ask: ["amount", "expiresAt", "reason"],
            changes: { amount: money },
            defaults: { walletId, amount: none },
          },
          path,
        )
      : null,
    open.has(unfreezeWallet.name)
      ? offer(reader, unfreezeWallet, { icon: "circle-play", ask: ["reason"], defaults: { walletId } }, path)
      : null,
    offer(
      reader,
      setCreditLimit,
      {
        icon: "credit-card",
        ask: ["creditLimit", "reason"],
        changes: { creditLimit: { ...money, min: 0 } },
        defaults: { walletId, version, creditLimit: limit },
      },
      path,
    ),
    offer(
      reader,
      adjustWallet,
      {
        icon: "scale",
        ask: ["amount", "reason"],
        changes: { amount: { ...money, required: true } },
        defaults: { walletId, amount: none },
      },
      path,
    ),
    open.has(freezeWallet.name)
      ? offer(
          reader,
          freezeWallet,
          { icon: "ban", danger: true, ask: ["reason"], defaults: { walletId } },
          path,
        )
      : null,
  ]);
}
