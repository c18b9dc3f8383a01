import type { QueueEntry, Trouble } from "@/lib/field-service/jobs/offline/entry";
import { isMove } from "@/lib/field-service/jobs/offline/entry";
import { type ServiceTicketState, serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";

/** What came back for an entry; null when nothing did. */
export type Answer = {
  status: number;
  body: unknown;
  /** Seconds, from `Retry-After`. */
  retryAfter: number | null;
} | null;

/** What follows from an answer. */
export type Verdict =
  /** It is there, or was before. `version` is the ticket's now, where the answer says so. */
  | { kind: "done"; version: number | null; already: boolean }
  /** The ticket merely moved on and the act is still allowed: try at once on the newer version. */
  | { kind: "again"; version: number }
  /** Nobody is to blame: try later. `network` when no answer came at all. */
  | { kind: "later"; seconds: number | null; network: boolean }
  /** The session is over, or is somebody else's: it waits until its technician signs in. */
  | { kind: "signed_out" }
  /** A person has to look at it. */
  | { kind: "stuck"; trouble: Trouble };

/** The ticket as conflicts tell it (`currentTicket`). */
type Current = {
  state: ServiceTicketState;
  version: number;
  cancelReason: string | null;
  lastEvent: { action: string; actor: string; happenedAt: string } | null;
};

type ErrorFacts = { reason: string; message: string; current: Current | null };

/**
 * What to do with an entry after the server answered, or did not. A refusal leaves nothing behind on the server, not even the
 * key, so that the same entry can be sent again on a newer version; a lost answer is got by sending the very same again.
 */
export function judge(entry: Pick<QueueEntry, "kind">, answer: Answer): Verdict {
  if (answer === null) return { kind: "later", seconds: null, network: true };
  const { status, body, retryAfter } = answer;
  // A hotel's welcome page answers 200 to everything, and nothing of it is ours.
  if (status < 400 && fieldOf(body, "data") === undefined)
    return { kind: "later", seconds: null, network: true };
  if (status < 400) return { kind: "done", version: versionOf(body), already: false };
  const error = errorOf(body);
  if (status === 401) return { kind: "signed_out" };
  if (status === 408 || status === 429 || status >= 500 || error === null)
    return { kind: "later", seconds: retryAfter, network: error === null && status < 500 };
  // From another network it may be let in again, and a session without an organization is half a sign-in.
  if (error.reason === "governance.address_refused")
    return { kind: "later", seconds: retryAfter, network: false };
  if (error.reason === "governance.no_organization") return { kind: "signed_out" };
  if (error.reason === "field-service.image_twice") return { kind: "done", version: null, already: true };
  if (status === 404) return { kind: "stuck", trouble: { kind: "taken" } };
  if (status === 409 && error.current) return judgeConflict(entry, error.current, error);
  return { kind: "stuck", trouble: { kind: "refused", reason: error.reason, message: error.message } };
}

function judgeConflict({ kind }: Pick<QueueEntry, "kind">, current: Current, error: ErrorFacts): Verdict {
  const { state, version, lastEvent } = current;
  const by = lastEvent?.actor ?? null;
  const at = lastEvent?.happenedAt ?? null;
  if (state === "canceled")
    return { kind: "stuck", trouble: { kind: "canceled", by, at, reason: current.cancelReason } };
  if (!isMove(kind))
    return { kind: "stuck", trouble: { kind: "refused", reason: error.reason, message: error.message } };
  const { from, to } = serviceTicketMachine.moves[kind];
  if (state === to) return { kind: "done", version, already: true };
  if ((from as readonly string[]).includes(state)) return { kind: "again", version };
  return { kind: "stuck", trouble: { kind: "moved_on", state, by, at } };
}

const fieldOf = (value: unknown, key: string): unknown =>
  value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined;

function versionOf(body: unknown): number | null {
  const version = fieldOf(fieldOf(body, "data"), "version");
  return typeof version === "number" ? version : null;
}

/** The uniform error (design section 8); null where something between us and the server answered instead. */
function errorOf(body: unknown): ErrorFacts | null {
  const error = fieldOf(body, "error");
  const message = fieldOf(error, "message");
  if (typeof message !== "string") return null;
  const details = fieldOf(error, "details");
  const reason = fieldOf(details, "reason");
  const [field] = [fieldOf(details, "fields")].flat();
  const fieldMessage = fieldOf(field, "message");
  return {
    reason: typeof reason === "string" ? reason : "",
    message: typeof fieldMessage === "string" ? fieldMessage : message,
    current: currentOf(fieldOf(details, "current")),
  };
}

function currentOf(value: unknown): Current | null {
  const state = fieldOf(value, "state");
  const version = fieldOf(value, "version");
  if (typeof state !== "string" || !(state in serviceTicketMachine.states) || typeof version !== "number")
    return null;
  const reason = fieldOf(value, "cancelReason");
  const last = fieldOf(value, "lastEvent");
  const [action, actor, happenedAt] = ["action", "actor", "happenedAt"].map((key) => fieldOf(last, key));
  return {
    state: state as ServiceTicketState,
    version,
    cancelReason: typeof reason === "string" ? reason : null,
    lastEvent:
      typeof action === "string" && typeof actor === "string" && typeof happenedAt === "string"
        ? { action, actor, happenedAt }
        : null,
  };
}
