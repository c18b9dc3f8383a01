import { z } from "zod";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { command, type Run } from "@/lib/core/command";
import { requireSwitchedOn } from "@/lib/core/directory";
import { forbidden } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import type { ListQuery } from "@/lib/core/resource/description";
import { checkListQuery } from "@/lib/core/resource/query";
import { own } from "@/lib/core/scope";
import { requireExport, resourceNamed } from "@/lib/governance/exports/resource-named";

const listQuery = object({
  filters: z.record(z.string().max(60), z.string().max(2000)).default({}),
  q: z.string().max(200).optional(),
  sort: z.string().max(60).optional(),
  columns: z.array(z.string().max(60)).min(1).max(100).optional(),
});

const input = object({
  /** Name of the list, such as "organizations". */
  resource: z.string().min(1).max(60),
  /** What the list shows: its filters, search, order and columns. Left out means all of it. */
  query: listQuery.default({ filters: {} }),
  /** Begin the file with a byte order mark, which spreadsheets need to read UTF-8. */
  byteOrderMark: z.boolean().default(false),
});

type Input = z.output<typeof input>;

const declaration = {
  name: "exports.create",
  permission: "governance.exports.create",
  input,
  scope: async (asked: Input, caller: Caller) => {
    await requireSwitchedOn(resourceNamed(asked.resource), caller);
    return own()(asked, caller);
  },
  async preview({ resource, query }: Input) {
    return { before: null, after: { resource, ...query } };
  },
} as const;

/** Has a list written to a file; a job does it, and the one who asked is told when it is there. */
export const createExport = command({
  ...declaration,
  async run(run) {
    const row = await recordExport(run, "queued");
    run.emit("exports/requested", { exportId: row.exportId });
    return row;
  },
});

/**
 * The same for a list that is short enough to be sent while the reader waits: `streamExport` runs it and writes the list
 * itself. It stands in no registry because a row nobody writes to would say "running" for ever; behind an approval it is
 * the job that writes the list after all.
 */
export const createStreamedExport = command({
  ...declaration,
  run: (run) => recordExport(run, "running"),
});

async function recordExport(
  { input: { resource: name, query, byteOrderMark }, tx, caller, place, audit, now }: Run<Input>,
  state: "queued" | "running",
): Promise<{ exportId: string; state: string }> {
  const resource = resourceNamed(name);
  requireExport(resource, caller);
  checkListQuery(resource, query satisfies ListQuery);
  const id = newId();
  await tx.export.create({
    data: {
      id,
      organizationId: place.organizationId,
      operatorId: requireOperator(caller),
      tokenId: caller.actor.type === "token" ? caller.actor.tokenId : null,
      resource: name,
      query,
      byteOrderMark,
      locale: caller.locale,
      state,
      createdAt: now,
      startedAt: state === "running" ? now : null,
    },
    select: { id: true },
  });
  audit.target({ type: "exports", id, label: name });
  audit.change(null, { resource: name, query, byteOrderMark });
  return { exportId: id, state };
}

// A file is for somebody: it shows what they may see.
function requireOperator(caller: Caller): string {
  const operatorId = operatorOf(caller);
  if (!operatorId) throw forbidden("governance.exports.create");
  return operatorId;
}
