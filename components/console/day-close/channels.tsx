import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type Flow, flows } from "@/lib/billing/day-close/flows";
import type { ChannelClose, CurrencyClose } from "@/lib/billing/day-close/read";
import type { Reader } from "../reader";
import { FigureLink } from "./figure-link";

/** Always shown; the others only where there is something to show. */
const usual: readonly Flow[] = ["receipts", "refunds", "fees"];

/** What came in and left, a line for each provider or bank. */
export function Channels({
  reader,
  close,
  days,
}: {
  reader: Reader;
  close: CurrencyClose;
  /** The period as a filter of time. */
  days: string;
}) {
  const { t } = reader;
  const { channels, currency } = close;
  const words = (key: string) => t(`billing.dayClose.channelsFigures.${key}`);
  const shown = flows.filter(
    (flow) => usual.includes(flow) || channels.some((channel) => !channel.flows[flow].isZero),
  );
  const entries = (channel: ChannelClose, createdAt: string, kinds?: string[]) => ({
    account: "clearing",
    channel: channel.channel,
    currency,
    createdAt,
    ...(kinds ? { kind: kinds.join(",") } : {}),
  });
  const until = `..${days.split("..").at(-1)}`;
  return (
    <Table aria-label={`${t("billing.dayClose.channels")} ${currency}`}>
      <TableHead>
        <tr>
          <TableHeader>{t("billing.dayClose.channel")}</TableHeader>
          <TableHeader align="right">{words("opening")}</TableHeader>
          {shown.map((flow) => (
            <TableHeader key={flow} align="right">
              {words(flow)}
            </TableHeader>
          ))}
          <TableHeader align="right">{words("net")}</TableHeader>
          <TableHeader align="right">{words("closing")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {channels.map((channel) => (
          <TableRow key={channel.channel}>
            <TableCell>{channelName(reader, channel.channel)}</TableCell>
            <TableCell align="right">
              <FigureLink reader={reader} amount={channel.opening} />
            </TableCell>
            {shown.map((flow) => (
              <TableCell key={flow} align="right">
                <FigureLink
                  reader={reader}
                  amount={channel.flows[flow]}
                  filters={
                    channel.kinds[flow].length > 0 ? entries(channel, days, channel.kinds[flow]) : undefined
                  }
                />
              </TableCell>
            ))}
            <TableCell align="right">
              <FigureLink reader={reader} amount={channel.net} filters={entries(channel, days)} />
            </TableCell>
            <TableCell align="right">
              <FigureLink reader={reader} amount={channel.closing} filters={entries(channel, until)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export const channelName = ({ t }: Reader, channel: string): string =>
  t.has(`billing.dayClose.channelNames.${channel}`) ? t(`billing.dayClose.channelNames.${channel}`) : channel;
