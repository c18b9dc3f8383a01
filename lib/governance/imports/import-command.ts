import { z } from "zod";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { forbidden, notFound } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { type CommandScope, contains, inOrganization } from "@/lib/core/scope";
import { layoutOf } from "@/lib/governance/imports/header";
import type { ImportCommand, Importer } from "@/lib/governance/imports/importer";
import { headOf, requireOwnSource, sourceFrom } from "@/lib/governance/imports/source";

/** Text in a command's body; larger files are uploaded first. In characters. */
const longestText = 4_500_000;

const input = object({
  /** An upload of one's own (`POST /api/files`); this or `csv`. */
  fileId: id.optional(),
  /** The file's text itself, up to 4.5 million characters. */
  csv: z.string().min(1).max(longestText).optional(),
  /** Only say what would happen: every row is checked against the data as it is now, and nothing is made. */
  dryRun: z.boolean().default(false),
  /** The organization rows belong below when they name none; left out, the one the caller works in. */
  parentId: id.optional(),
}).refine(({ fileId, csv }) => (fileId === undefined) !== (csv === undefined), {
  error: "governance.validation.file_or_csv",
  path: ["fileId"],
});

type Input = z.output<typeof input>;

/**
 * The command `<noun>.import` of an importer: it records the import, and a job does the rows.
 * @param importer how the noun is read from CSV.
 */
export function importCommand(importer: Importer): ImportCommand {
  const declared = command({
    name: `${importer.name}.import`,
    permission: importer.permission,
    input,
    scope: readable(importer),
    async preview({ csv, ...shown }) {
      return { before: null, after: { ...shown, ...(csv === undefined ? {} : { characters: csv.length }) } };
    },
    async run({ input: { fileId, csv, dryRun }, tx, caller, place, audit, emit, now }) {
      const operatorId = operatorOf(caller);
      if (!operatorId) throw forbidden(importer.permission);
      if (fileId !== undefined) {
        // From now on it lives as long as the import needs it.
        const { count } = await tx.storedFile.updateMany({
          where: { id: fileId, purpose: "import", createdById: operatorId },
          data: { expiresAt: null },
        });
        if (count === 0) throw notFound();
      }
      const importId = newId();
      await tx.import.create({
        data: {
          id: importId,
          organizationId: caller.scope.organizationId,
          operatorId,
          tokenId: caller.actor.type === "token" ? caller.actor.tokenId : null,
          importer: importer.name,
          fileId,
          csv,
          dryRun,
          options: { parentId: place.organizationId },
          locale: caller.locale,
          createdAt: now,
        },
        select: { id: true },
      });
      audit.target({ type: "imports", id: importId, label: importer.name });
      audit.change(null, {
        dryRun,
        parentId: place.organizationId,
        ...(csv === undefined ? { fileId } : { characters: csv.length }),
      });
      emit("imports/requested", { importId });
      return { importId, state: "queued" };
    },
  });
  return { ...declared, importer };
}

/**
 * The parent's place, for a file that can be read. A file no import could read is refused here, before anything is written:
 * inside the transaction no storage may be asked.
 */
function readable(importer: Importer): CommandScope<Input> {
  const below = inOrganization<Input>((given) => given.parentId);
  return async (given, caller: Caller) => {
    const places = await below(given, caller);
    const allowed = places.every(
      ({ path }) => contains(caller.scope, path) && may(caller, importer.permission, path),
    );
    // Whoever may not import learns that from the kernel, and nothing of the file.
    if (allowed) {
      const source = sourceFrom(given);
      await requireOwnSource(source, caller);
      await layoutOf(importer, await headOf(source));
    }
    return places;
  };
}
