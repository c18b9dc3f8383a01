import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { readRowErrors } from "@/lib/governance/imports/read";
import { resources } from "@/lib/registry";
import type { Reader } from "../reader";
import type { ImportRow } from "./import-progress";

const shownErrors = 100;

/** What is wrong with which rows, in the order of the file; all of it is in the result file. */
export async function ImportErrors({ reader, row }: { reader: Reader; row: ImportRow }) {
  const { t, caller } = reader;
  const faults = await readRowErrors(row.id, { limit: shownErrors }, caller);
  if (faults.length === 0) return null;
  const texts = "core.console.importer";
  const resource = resources.get(row.importer);
  const columnName = (field: string) =>
    resource?.columns[field] ? t(`${resource.module}.resources.${resource.name}.columns.${field}`) : field;
  return (
    <Card
      flush
      title={t(`${texts}.faults`)}
      description={
        faults.length === shownErrors ? t(`${texts}.firstFaults`, { count: shownErrors }) : undefined
      }
    >
      <Table aria-label={t(`${texts}.faults`)}>
        <TableHead>
          <tr>
            <TableHeader align="right">{t(`${texts}.row`)}</TableHeader>
            <TableHeader>{t(`${texts}.column`)}</TableHeader>
            <TableHeader>{t(`${texts}.value`)}</TableHeader>
            <TableHeader>{t(`${texts}.fault`)}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {faults.map((fault) => (
            <TableRow key={`${fault.row}${fault.field}`}>
              <TableCell align="right">{fault.row}</TableCell>
              <TableCell>{columnName(fault.field)}</TableCell>
              <TableCell className="max-w-56 truncate font-mono text-xs">{fault.value}</TableCell>
              <TableCell className="text-danger">{fault.message}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
