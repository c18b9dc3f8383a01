import { type Period, walletStatement } from "@/lib/billing/wallets/statement";
import type { Caller } from "@/lib/core/caller";
import { csvLine } from "@/lib/core/csv/write";
import { refused } from "@/lib/core/errors";
import { translator } from "@/lib/core/i18n/translate";

/** Longer ones are exports of the entries themselves. */
const most = 50_000;

/**
 * A wallet's statement as CSV in the caller's language.
 * @throws rule_violation when it is too long for one file of this kind; not_found, forbidden.
 */
export async function statementCsv(walletId: string, period: Period, caller: Caller): Promise<string> {
  const { wallet, lines, more, ...sums } = await walletStatement(walletId, period, caller, { most });
  if (more) throw refused("billing.statement_too_long", { limit: most });
  const t = await translator(caller.locale);
  const words = (key: string) => t(`billing.statement.${key}`);
  const line = (texts: string[], amounts: (string | null)[], transaction: string) =>
    // Amounts stand as they are: a minus before digits is no formula.
    `${csvLine(texts).slice(0, -2)},${amounts.map((amount) => amount ?? "").join(",")},${csvLine([wallet.currency, transaction])}`;
  return [
    csvLine(
      ["at", "what", "part", "note", "debit", "credit", "balance", "currency", "transaction"].map(words),
    ),
    line([period.from, words("opening"), "", ""], [null, null, sums.opening], ""),
    ...lines.map((entry) =>
      line(
        [
          entry.at,
          t(`billing.resources.ledger-transactions.values.kind.${entry.kind}`),
          words(`parts.${entry.part}`),
          entry.note ?? "",
        ],
        [entry.debit, entry.credit, entry.balance],
        entry.transactionId,
      ),
    ),
    line([period.to, words("closing"), "", ""], [sums.debits, sums.credits, sums.closing], ""),
  ].join("");
}
