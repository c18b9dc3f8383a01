import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";

/** What a technician does without network, and the queue tells the server later. */
export type EntryKind = "start" | "complete" | "note" | "photo";

/** Why an entry needs a person. Times are ISO 8601. */
export type Trouble =
  /** The office or the customer called the visit off. */
  | { kind: "canceled"; by: string | null; at: string | null; reason: string | null }
  /** The job is somebody else's now; who and when is told by the next snapshot. */
  | { kind: "taken" }
  /** Somebody brought the job to a state this move does not start from. */
  | { kind: "moved_on"; state: ServiceTicketState; by: string | null; at: string | null }
  /** The server says no, in the words it said it in. */
  | { kind: "refused"; reason: string; message: string };

/** One thing to be told to the server. Its id is its Idempotency-Key: sent twice, it arrives once. */
export type QueueEntry = {
  id: string;
  /** Whose it is; nobody else on this phone sees or sends it. */
  operatorId: string;
  ticketId: string;
  number: string;
  customerName: string;
  kind: EntryKind;
  /** The ticket's version it was done on, or the newer one it was moved to. */
  version: number;
  /** When it was really done, ISO 8601. */
  happenedAt: string;
  note: string | null;
  photo: { name: string; bytes: number } | null;
  /** Places it among the others, growing. */
  order: number;
  attempts: number;
  /** Milliseconds since 1970 before which it is not tried again; 0 for at once. */
  notBefore: number;
  /** The last try got no answer, or none that settles it. */
  unanswered: boolean;
  /** The server has it; it stands here until a snapshot that was asked for afterwards tells of it. */
  arrived: boolean;
  trouble: Trouble | null;
};

/** Moves change the ticket's state and wait for each other; notes and photos stand for themselves. */
export const isMove = (kind: EntryKind): kind is "start" | "complete" =>
  kind === "start" || kind === "complete";
