import { preview } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import { AppError, type ErrorParams } from "@/lib/core/errors";
import { canonicalJson, toJson } from "@/lib/core/json";
import { log } from "@/lib/core/log";
import { absentCaller } from "@/lib/governance/auth/absent-caller";

type Fields = Record<string, unknown>;

/**
 * What a request rests on, seen again now.
 * - changed: fields that are not any more as they were frozen, then and now.
 * - refused: the command would not even be let in, and why.
 */
export type Foundation =
  | { kind: "holds" }
  | { kind: "changed"; frozen: Fields; current: Fields }
  | { kind: "refused"; reason: string; params: ErrorParams };

/** Runs a pending request's preview again, as whoever asked for it, and compares it with what was frozen. */
export async function foundationOf(row: {
  command: string;
  input: unknown;
  before: Fields | null;
  requesterId: string;
  requesterToken: string | null;
  workedInId: string;
}): Promise<Foundation> {
  const command = directory().commands.get(row.command);
  if (!command)
    return { kind: "refused", reason: "governance.command_gone", params: { command: row.command } };
  try {
    const requester = await absentCaller({
      operatorId: row.requesterId,
      organizationId: row.workedInId,
      tokenId: row.requesterToken,
      locale: "en",
    });
    const seen = (await preview(command, row.input, requester)).before;
    const current = (toJson(seen ?? null) ?? {}) as Fields;
    const frozen = row.before ?? {};
    const changed = Object.keys(frozen).filter(
      (field) => canonicalJson(frozen[field]) !== canonicalJson(current[field]),
    );
    if (changed.length === 0) return { kind: "holds" };
    const only = (fields: Fields) =>
      Object.fromEntries(changed.map((field) => [field, fields[field] ?? null]));
    return { kind: "changed", frozen: only(frozen), current: only(current) };
  } catch (error) {
    if (error instanceof AppError) return { kind: "refused", reason: error.reason, params: error.params };
    // The page has more to say than this.
    log().error({ err: error, command: row.command }, "a preview failed");
    return { kind: "holds" };
  }
}
