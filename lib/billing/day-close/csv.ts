import { flows } from "@/lib/billing/day-close/flows";
import { type CurrencyClose, dayClose } from "@/lib/billing/day-close/read";
import type { Caller } from "@/lib/core/caller";
import { csvLine } from "@/lib/core/csv/write";
import { translator } from "@/lib/core/i18n/translate";
import type { Money } from "@/lib/core/money";

/**
 * A day's close as CSV in the caller's language, one figure a line: what a spreadsheet sums and sorts by itself.
 * @param days as `dayClose` takes them.
 * @throws as `dayClose`.
 */
export async function dayCloseCsv(days: string | undefined, caller: Caller): Promise<string> {
  const { period, currencies } = await dayClose(days, caller);
  const t = await translator(caller.locale);
  const words = (key: string) => t(`billing.dayClose.${key}`);
  const { from, to, timeZone } = period;
  const line = (currency: string, channel: string, part: string, figure: string, amount: Money): string =>
    // Amounts are numbers: defused, a negative one would be text.
    `${csvLine([from, to, timeZone, currency, channel, words(part), words(`${part}Figures.${figure}`)]).slice(0, -2)},${amount.amount.toFixed()}\r\n`;
  return [
    csvLine(
      ["from", "to", "timeZone", "currency", "channel", "part", "figure", "amount"].map((key) =>
        words(`csv.${key}`),
      ),
    ),
    ...currencies.flatMap((close) => linesOf(close, line)),
  ].join("");
}

function linesOf(
  { currency, channels, wallets, earned, open, trialBalance }: CurrencyClose,
  line: (currency: string, channel: string, part: string, figure: string, amount: Money) => string,
): string[] {
  const part = (name: string, figures: Record<string, Money>) =>
    Object.entries(figures).map(([figure, amount]) => line(currency, "", name, figure, amount));
  return [
    ...channels.flatMap((channel) =>
      [
        ["opening", channel.opening] as const,
        ...flows.map((flow) => [flow, channel.flows[flow]] as const),
        ["net", channel.net] as const,
        ["movement", channel.movement] as const,
        ["closing", channel.closing] as const,
      ].map(([figure, amount]) => line(currency, channel.channel, "channels", figure, amount)),
    ),
    ...part("wallets", wallets),
    ...part("earned", earned),
    ...part("open", open),
    ...part("proof", { trialBalance }),
  ];
}
