import type { z } from "zod";
import { type Caller, may } from "@/lib/core/caller";
import type { Command } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import type { ErrorParams } from "@/lib/core/errors";
import type { Json } from "@/lib/core/json";
import type { Place } from "@/lib/core/scope";

/** What is wrong with one cell: the reason of an error, or the whole key of a catalogue, with its parameters. */
export type RowFault = { field: string; value: string; params?: ErrorParams } & (
  | { reason: string }
  | { key: string }
);

/** A row whose cells are of the form asked for. */
export type NumberedRow<Row> = { row: number; values: Row; cells: Record<string, string> };

/** What becomes of a row: the command's input, what is in the way, or that an earlier row of the file must be done first. */
export type Prepared = { input: unknown } | { faults: RowFault[] } | { waitsFor: string };

export type ImportContext<Row> = {
  caller: Caller;
  /** Where the import was asked for. */
  place: Place;
  /** The row further up in the file that goes by a name and is not done yet; "ambiguous" when several do. */
  earlier(reference: string, before: number): NumberedRow<Row> | "ambiguous" | undefined;
};

export type ImportColumn = {
  required?: boolean;
  /** Other names its heading may have, besides its key and its label in both languages. */
  aliases?: readonly string[];
  /** An enumeration: a cell may hold the code or its label in either language. */
  values?: readonly string[];
};

/** How one noun is read from CSV; everything else about imports is the same for all of them. */
export type Importer<Row = unknown> = {
  /** The plural noun, which is a resource as well. */
  name: string;
  /** Needed to import; each row needs its command's permission besides. */
  permission: string;
  columns: Record<string, ImportColumn>;
  /** The form of a row; empty cells are left out. */
  row: z.ZodType<Row>;
  /** Carried out once per row. */
  command: Command;
  /** What later rows of the file may call this one, if anything. */
  reference(row: Row): string | null;
  /** What no two rows of a file may share, besides being the same row. */
  unique(row: Row): { field: string; key: string }[];
  /** Looks at many rows with few queries. Must find whatever the command would refuse. */
  prepare(rows: NumberedRow<Row>[], context: ImportContext<Row>): Promise<Prepared[]>;
  /** What may be a mistake and is none: said of a row wherever its faults are, and in no row's way. @param inputs of prepared rows. */
  warnings?(inputs: unknown[]): Promise<RowFault[][]>;
  /** What a row made, from the command's result. */
  made(result: Json): { id: string; number: string | null };
};

/** A command that reads a file, and how. */
export type ImportCommand = Command<unknown, { importId: string; state: string }> & { importer: Importer };

const isImport = (command: Command | undefined): command is ImportCommand =>
  command !== undefined && "importer" in command;

/** The importer of a noun; it is known by its command `<noun>.import`. */
export const importerNamed = (name: string): Importer => importOf(name).importer;

/** The command that reads a noun's files. */
export function importOf(name: string): ImportCommand {
  const command = directory().commands.get(`${name}.import`);
  if (!isImport(command)) throw new Error(`There is no import of ${name}.`);
  return command;
}

/** Whether the caller may import anything at all, and so has a use for an upload. */
export const mayImport = (caller: Caller): boolean =>
  [...directory().commands.values()].some(
    (command) => isImport(command) && may(caller, command.importer.permission),
  );
