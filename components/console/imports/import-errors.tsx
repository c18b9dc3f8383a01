import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { readRowErrors } from "@/lib/governance/imports/read";
import { resources } from "@/lib/registry";
import type { Reader } from "../reader";
import type { ImportRow } from "./import-progress";

const shown = 100;

/**
 * What is wrong with which rows, or with `warnings` what may be, in the order of the file; all of it is in the result file.
 */
export async function ImportErrors({
  reader,
  row,
  warnings = false,
}: {
  reader: Reader;
  row: ImportRow;
  warnings?: boolean;
}) {
  const { t, caller } = reader;
  const found = await readRowErrors(row.id, { limit: shown, warnings }, caller);
  if (found.length === 0) return null;
  const texts = "core.console.importer";
  const title = t(`${texts}.${warnings ? "warnings" : "faults"}`);
  const resource = resources.get(row.importer);
  const columnName = (field: string) =>
    resource?.columns[field] ? t(`${resource.module}.resources.${resource.name}.columns.${field}`) : field;
  return (
    <Card flush title={title} description={description()}>
      <Table aria-label={title}>
        <TableHead>
          <tr>
            <TableHeader align="right">{t(`${texts}.row`)}</TableHeader>
            <TableHeader>{t(`${texts}.column`)}</TableHeader>
            <TableHeader>{t(`${texts}.value`)}</TableHeader>
            <TableHeader>{t(`${texts}.${warnings ? "warning" : "fault"}`)}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {found.map((fault) => (
            <TableRow key={`${fault.row}${fault.field}`}>
              <TableCell align="right">{fault.row}</TableCell>
              <TableCell className="whitespace-nowrap">{columnName(fault.field)}</TableCell>
              <TableCell className="max-w-56 truncate font-mono text-xs">{fault.value}</TableCell>
              <TableCell className={warnings ? "text-waiting" : "text-danger"}>{fault.message}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );

  function description(): string | undefined {
    const all = found.length < shown;
    if (!warnings) return all ? undefined : t(`${texts}.firstFaults`, { count: shown });
    return all ? t(`${texts}.warningsNote`) : t(`${texts}.firstWarnings`, { count: shown });
  }
}
