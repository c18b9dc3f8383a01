import { createHash } from "node:crypto";
import type { Caller } from "@/lib/core/caller";
import { errorKey, type Translate } from "@/lib/core/i18n/translate";
import type { Place } from "@/lib/core/scope";
import type { Importer, NumberedRow, RowFault } from "@/lib/governance/imports/importer";
import type { ReadRow } from "@/lib/governance/imports/rows";

/** A row's fault in the words of whoever reads it. */
export type WordedFault = { field: string; value: string; message: string };

/** `warnings` are said of rows that nothing is in the way of now. */
export type CheckedRow = ReadRow & { faults: WordedFault[]; warnings: WordedFault[] };

const longestShown = 200;

/** @param t in the language of whoever asked for the import. */
export const worded = (fault: RowFault, t: Translate): WordedFault => ({
  field: fault.field,
  value: fault.value.slice(0, longestShown),
  message: t("key" in fault ? fault.key : errorKey(fault.reason), fault.params),
});

/** Rows that others of the file may name. */
export class References {
  private readonly rows = new Map<string, NumberedRow<unknown> | "ambiguous">();

  constructor(private readonly importer: Importer) {}

  add(entry: NumberedRow<unknown>): void {
    const reference = this.importer.reference(entry.values);
    if (reference !== null) this.rows.set(reference, this.rows.has(reference) ? "ambiguous" : entry);
  }

  remove(entry: NumberedRow<unknown>): void {
    const reference = this.importer.reference(entry.values);
    if (reference !== null && this.rows.get(reference) === entry) this.rows.delete(reference);
  }

  find = (reference: string, before: number): NumberedRow<unknown> | "ambiguous" | undefined => {
    const found = this.rows.get(reference);
    return found === undefined || found === "ambiguous" || found.row < before ? found : undefined;
  };
}

/**
 * Judges a file's rows batch by batch: form, duplicates within the file, and everything the data as it is now has against
 * them. One checker sees one file, from its first row on.
 */
export function fileChecker(importer: Importer, context: { caller: Caller; place: Place; t: Translate }) {
  const references = new References(importer);
  const whole = new Map<string, number>();
  const keys = new Map<string, number>();

  /** @returns the row's faults against the rows before it; remembers the row. */
  function duplicates(entry: ReadRow): RowFault[] {
    const print = createHash("sha1").update(JSON.stringify(entry.cells)).digest("base64");
    const twin = whole.get(print);
    if (twin !== undefined)
      return [{ field: "", value: "", reason: "governance.duplicate_row", params: { row: twin } }];
    whole.set(print, entry.row);
    if (!("valid" in entry.result)) return [];
    return importer.unique(entry.result.valid.values).flatMap(({ field, key }) => {
      const owner = keys.get(key);
      if (owner === undefined) {
        keys.set(key, entry.row);
        return [];
      }
      const value = entry.cellsByColumn[field] ?? "";
      return [{ field, value, reason: "governance.duplicate_value", params: { row: owner } }];
    });
  }

  /** @param inputs of the importer's command by row. */
  async function warningsOf(inputs: Map<number, unknown>): Promise<Map<number, RowFault[]>> {
    if (inputs.size === 0 || !importer.warnings) return new Map();
    const found = await importer.warnings([...inputs.values()]);
    return new Map([...inputs.keys()].map((row, index) => [row, found[index] ?? []]));
  }

  return async (batch: ReadRow[]): Promise<CheckedRow[]> => {
    const faults = new Map<number, RowFault[]>();
    const inputs = new Map<number, unknown>();
    const valid: NumberedRow<unknown>[] = [];
    for (const entry of batch) {
      const doubled = duplicates(entry);
      if ("faults" in entry.result) faults.set(entry.row, entry.result.faults);
      else if (doubled.length > 0) faults.set(entry.row, doubled);
      else {
        valid.push(entry.result.valid);
        references.add(entry.result.valid);
      }
    }
    const prepared =
      valid.length === 0
        ? []
        : await importer.prepare(valid, {
            caller: context.caller,
            place: context.place,
            earlier: references.find,
          });
    valid.forEach((entry, index) => {
      const outcome = prepared[index]!;
      const named = "waitsFor" in outcome ? references.find(outcome.waitsFor, entry.row) : null;
      // The row it names was found to be faulty itself a moment ago.
      const orphaned = "waitsFor" in outcome && named === undefined;
      if ("input" in outcome) inputs.set(entry.row, outcome.input);
      if (!("faults" in outcome) && !orphaned) return;
      references.remove(entry);
      faults.set(
        entry.row,
        "faults" in outcome
          ? outcome.faults
          : [{ field: "", value: "", reason: "governance.names_faulty_row" }],
      );
    });
    const warnings = await warningsOf(inputs);
    const wordedOf = (found: RowFault[] | undefined) =>
      (found ?? []).map((fault) => worded(fault, context.t));
    return batch.map((entry) => ({
      ...entry,
      faults: wordedOf(faults.get(entry.row)),
      warnings: wordedOf(warnings.get(entry.row)),
    }));
  };
}
