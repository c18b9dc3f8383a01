import { v7 as uuid } from "uuid";
import { judge } from "@/lib/field-service/jobs/offline/answer";
import { isMove, type QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import { nextToSend, nextTry, pauseAfter } from "@/lib/field-service/jobs/offline/order";
import { requestOf, type Send } from "@/lib/field-service/jobs/offline/request";
import { changeEntry, entryArrived, photoOf, queueOf } from "@/lib/field-service/jobs/offline/store";

/** How sending what waits ended. */
export type Drained = {
  /** "offline": no answer came; "signed_out": the session is over; "busy": another page or the worker is at it. */
  end: "sent" | "offline" | "signed_out" | "busy";
  /** Entries that arrived, those that were there already included. */
  arrived: number;
  /** When to try again, in milliseconds since 1970; null when there is nothing to wait for. */
  retryAt: number | null;
};

/** A ticket may move on while its technician sends; this often in a row is no coincidence. */
const mostMoves = 5;

/**
 * Sends an operator's queue, one after the other. Only one page or worker of a browser does it at a time; were there two
 * after all, each entry's key would let it arrive once.
 */
export async function drain(operatorId: string, send: Send): Promise<Drained> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work(operatorId, send);
  return locks.request(`fairlead-jobs-${operatorId}`, { ifAvailable: true }, (lock) =>
    lock ? work(operatorId, send) : { end: "busy" as const, arrived: 0, retryAt: Date.now() + 2000 },
  );
}

async function work(operatorId: string, send: Send): Promise<Drained> {
  let arrived = 0;
  for (;;) {
    const entries = await queueOf(operatorId);
    const entry = nextToSend(entries, Date.now());
    if (!entry) return { end: "sent", arrived, retryAt: nextTry(entries, Date.now()) };
    const outcome = await sendOne(entry, send);
    if (outcome === "arrived") arrived += 1;
    if (outcome === "signed_out") return { end: "signed_out", arrived, retryAt: null };
    if (outcome === "offline") {
      const retryAt = Date.now() + pauseAfter(entry.attempts + 1, Math.random());
      return { end: "offline", arrived, retryAt };
    }
  }
}

async function sendOne(
  entry: QueueEntry,
  send: Send,
): Promise<"arrived" | "paused" | "stuck" | "offline" | "signed_out"> {
  const photo = entry.kind === "photo" ? await photoOf(entry.id) : null;
  let current = entry;
  for (let move = 0; ; move += 1) {
    const verdict = judge(current, await send(requestOf(current, photo), current));
    switch (verdict.kind) {
      case "done":
        await entryArrived(entry.id, verdict.version, verdict.already ? leftNote(entry) : null);
        return "arrived";
      case "again":
        if (move < mostMoves) {
          current = { ...current, version: verdict.version };
          await changeEntry(entry.id, { version: verdict.version });
          break;
        }
        return pause(entry, null);
      case "stuck":
        await changeEntry(entry.id, { trouble: verdict.trouble, unanswered: false });
        return "stuck";
      case "signed_out":
        return "signed_out";
      case "later":
        if (!verdict.network) return pause(entry, verdict.seconds);
        await changeEntry(entry.id, { attempts: entry.attempts + 1, unanswered: true });
        return "offline";
    }
  }
}

/** What somebody who was faster with the same move did not write down. */
const leftNote = ({ kind, note }: QueueEntry) =>
  isMove(kind) && note !== null ? { id: uuid(), note } : null;

async function pause(entry: QueueEntry, seconds: number | null): Promise<"paused"> {
  const attempts = entry.attempts + 1;
  const wait = seconds === null ? pauseAfter(attempts, Math.random()) : seconds * 1000;
  await changeEntry(entry.id, { attempts, notBefore: Date.now() + wait, unanswered: true });
  return "paused";
}
