import { anyPolicyFor } from "@/lib/core/approval";
import { type Caller, demand } from "@/lib/core/caller";
import type { Delimiter } from "@/lib/core/csv/read";
import { directory, requireSwitchedOn } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { translator } from "@/lib/core/i18n/translate";
import { columnLabel } from "@/lib/core/resource/describe";
import { contains, inOrganization } from "@/lib/core/scope";
import { inBatches } from "@/lib/governance/imports/batches";
import { fileChecker, type WordedFault } from "@/lib/governance/imports/check";
import { layoutOf } from "@/lib/governance/imports/header";
import { importerNamed, importOf } from "@/lib/governance/imports/importer";
import { readRows } from "@/lib/governance/imports/rows";
import { headOf, type ImportSource, openSource, requireOwnSource } from "@/lib/governance/imports/source";

export type ImportPreview = {
  delimiter: Delimiter;
  /** The file's columns in its order. */
  columns: { key: string; label: string; required: boolean }[];
  /** Columns the file could have and does not. */
  missing: { key: string; label: string }[];
  rows: { row: number; cells: string[]; faults: WordedFault[]; warnings: WordedFault[] }[];
  /** Whether the file has more rows than these. */
  more: boolean;
  /** Whether a policy may put each of its rows behind an approval of its own. */
  policy: boolean;
};

/** The columns a file of this import may have, for the page that asks for one. */
export async function importColumns(name: string, caller: Caller) {
  const importer = importerNamed(name);
  const resource = directory().resources.get(name);
  const t = await translator(caller.locale);
  return Object.entries(importer.columns).map(([key, column]) => ({
    key,
    label: resource?.columns[key] ? columnLabel(resource, key, t) : key,
    required: column.required ?? false,
    values: [...(column.values ?? [])],
  }));
}

/**
 * The first rows of a file as the import would see them, with everything that is wrong about them. Writes nothing.
 * @throws invalid_input for a wrong header, rule_violation when it is no CSV, not_found for somebody else's file or place,
 * forbidden.
 */
export async function previewImport(
  name: string,
  source: ImportSource,
  { parentId, limit = 20 }: { parentId?: string; limit?: number },
  caller: Caller,
): Promise<ImportPreview> {
  const command = importOf(name);
  const { importer } = command;
  await requireSwitchedOn(command, caller);
  const [place] = await inOrganization(() => parentId)(null, caller);
  if (!place || !contains(caller.scope, place.path)) throw notFound();
  demand(caller, importer.permission, place.path);
  await requireOwnSource(source, caller);
  const layout = await layoutOf(importer, await headOf(source));
  const [labelled, t] = await Promise.all([importColumns(name, caller), translator(caller.locale)]);
  const policy = importer.command.approvable && (await anyPolicyFor(importer.command.name));
  const check = fileChecker(importer, { caller, place, t });
  const content = await openSource(source, layout.start.offset);
  const rows = readRows(importer, layout, content, { locale: caller.locale });
  for await (const batch of inBatches(rows, limit + 1)) {
    const checked = await check(batch.slice(0, limit));
    return {
      ...headed(),
      rows: checked.map(({ row, cells, faults, warnings }) => ({ row, cells, faults, warnings })),
      more: batch.length > limit,
      policy,
    };
  }
  return { ...headed(), rows: [], more: false, policy };

  function headed() {
    return {
      delimiter: layout.delimiter,
      columns: layout.columns.map((key) => {
        const { label = key, required = false } = labelled.find((column) => column.key === key) ?? {};
        return { key, label, required };
      }),
      missing: labelled
        .filter(({ key }) => !layout.columns.includes(key))
        .map(({ key, label }) => ({ key, label })),
    };
  }
}
