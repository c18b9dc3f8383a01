"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ImportPreview } from "@/lib/governance/imports/preview";

/** The first rows of the file as the import understands them; what is wrong stands beneath its row. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  const t = useTranslations("core.console.importer");
  return (
    <Table aria-label={t("previewTitle")}>
      <TableHead>
        <tr>
          <TableHeader align="right">{t("row")}</TableHeader>
          {preview.columns.map((column) => (
            <TableHeader key={column.key}>{column.label}</TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {preview.rows.map(({ row, cells, faults, warnings }) => {
          const faulty = new Set(faults.map((fault) => fault.field));
          return (
            <TableRow key={row} className={faults.length + warnings.length > 0 ? "align-top" : undefined}>
              <TableCell align="right" className="text-ink-3">
                {row}
              </TableCell>
              {preview.columns.map((column, index) => {
                const here = faults.filter((fault) => fault.field === column.key);
                const stray =
                  index === 0
                    ? faults.filter((fault) => !preview.columns.some(({ key }) => key === fault.field))
                    : [];
                return (
                  <TableCell
                    key={column.key}
                    className={cn("max-w-64", faulty.has(column.key) && "bg-danger-soft")}
                  >
                    <span className="block truncate" title={cells[index]}>
                      {cells[index]}
                    </span>
                    {[...here, ...stray].map((fault) => (
                      <span key={fault.message} className="block whitespace-normal text-danger text-xs">
                        {fault.message}
                      </span>
                    ))}
                    {warnings
                      .filter((warning) => warning.field === column.key)
                      .map((warning) => (
                        <span key={warning.message} className="block whitespace-normal text-waiting text-xs">
                          {warning.message}
                        </span>
                      ))}
                  </TableCell>
                );
              })}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
