import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Figures } from "@/lib/support/overview/read";
import type { Reader } from "../reader";

export type TypeRow = Figures & {
  type: string;
  label: string;
  /** Its tickets, under more filters. */
  href(filters: Record<string, string>): string;
};

/** The same figures by what tickets were about, each leading to the tickets it counts. */
export function TypeFigures({ reader: { t }, rows }: { reader: Reader; rows: TypeRow[] }) {
  const words = (key: string) => t(`support.pages.overview.${key}`);
  const share = ({ met, missed }: Figures["response"]) =>
    met + missed === 0 ? (
      "—"
    ) : (
      <NumberText value={met / (met + missed)} options={{ style: "percent", maximumFractionDigits: 0 }} />
    );
  const missed = (row: TypeRow, clock: "response" | "resolve") => (
    <Link href={row.href({ [`${clock}Outcome`]: "missed" })} className="text-accent hover:underline">
      <NumberText value={row[clock].missed} />
    </Link>
  );
  return (
    <Card flush title={words("byType")}>
      <Table aria-label={words("byType")}>
        <TableHead>
          <tr>
            <TableHeader>{t("support.resources.support-tickets.columns.type")}</TableHeader>
            {["tickets", "responseKept", "responseLate", "resolveKept", "resolveLate", "rating"].map(
              (key) => (
                <TableHeader key={key} align="right">
                  {words(key)}
                </TableHeader>
              ),
            )}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.type}>
              <TableCell className="whitespace-nowrap font-medium">{row.label}</TableCell>
              <TableCell align="right">
                <Link href={row.href({})} className="text-accent hover:underline">
                  <NumberText value={row.tickets} />
                </Link>
              </TableCell>
              <TableCell align="right">{share(row.response)}</TableCell>
              <TableCell align="right">{missed(row, "response")}</TableCell>
              <TableCell align="right">{share(row.resolve)}</TableCell>
              <TableCell align="right">{missed(row, "resolve")}</TableCell>
              <TableCell align="right">
                {row.rating === null ? (
                  "—"
                ) : (
                  <NumberText
                    value={row.rating}
                    options={{ maximumFractionDigits: 1, minimumFractionDigits: 1 }}
                  />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
