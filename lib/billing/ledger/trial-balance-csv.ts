import { type TrialBalanceWish, trialBalance } from "@/lib/billing/ledger/trial-balance";
import type { Caller } from "@/lib/core/caller";
import { csvLine } from "@/lib/core/csv/write";
import { translator } from "@/lib/core/i18n/translate";

/** A trial balance as CSV in the caller's language, with the totals and their difference. @throws as `trialBalance`. */
export async function trialBalanceCsv(wish: TrialBalanceWish, caller: Caller): Promise<string> {
  const { lines, totals } = await trialBalance(wish, caller);
  const t = await translator(caller.locale);
  const words = (key: string) => t(`billing.trialBalance.${key}`);
  const total = ({ currency, debit, credit, difference }: (typeof totals)[number]) =>
    `${csvLine([words("total"), "", currency, null, debit, credit]).slice(0, -2)},${difference}\r\n`;
  return [
    csvLine(["account", "channel", "currency", "accounts", "debit", "credit", "difference"].map(words)),
    ...lines.map((line) =>
      csvLine([
        t(`billing.resources.ledger-entries.values.account.${line.kind}`),
        line.channel,
        line.currency,
        line.accounts,
        line.debit,
        line.credit,
        null,
      ]),
    ),
    ...totals.map(total),
  ].join("");
}
