import { beforeEach, expect, it, vi } from "vitest";
import type { Answer } from "./answer";
import { drain } from "./drain";
import type { QueueEntry } from "./entry";

type Arrival = [id: string, version: number | null, left: { id: string; note: string } | null];
const kept = vi.hoisted(() => ({ queue: [] as QueueEntry[], arrivals: [] as Arrival[] }));

// The browser's store, without a browser.
vi.mock("@/lib/field-service/jobs/offline/store", () => ({
  queueOf: async () => kept.queue,
  photoOf: async () => null,
  changeEntry: async () => undefined,
  entryArrived: async (...arrival: Arrival) => {
    kept.arrivals.push(arrival);
    kept.queue = kept.queue.filter(({ id }) => id !== arrival[0]);
  },
}));

const completion = (note: string | null): QueueEntry => ({
  id: "e1",
  operatorId: "hannah",
  ticketId: "t",
  number: "TK1",
  customerName: "Ada",
  kind: "complete",
  version: 3,
  happenedAt: "2026-11-25T09:00:00.000Z",
  note,
  photo: null,
  order: 1,
  attempts: 0,
  notBefore: 0,
  unanswered: false,
  arrived: false,
  trouble: null,
});

const current = { state: "completed", version: 7, cancelReason: null, lastEvent: null };
const outrun: Answer = {
  status: 409,
  body: { error: { message: "Changed.", details: { reason: "version_mismatch", current } } },
  retryAfter: null,
};
const taken: Answer = { status: 200, body: { data: { version: 4 } }, retryAfter: null };

beforeEach(() => {
  vi.stubGlobal("navigator", {});
  kept.arrivals = [];
});

it("queues the note of a completion the office was faster with, and of no other", async () => {
  kept.queue = [completion("The fuse was wet.")];
  await drain("hannah", async () => outrun);
  expect(kept.arrivals).toEqual([["e1", 7, { id: expect.any(String), note: "The fuse was wet." }]]);
  for (const [note, answer] of [
    [null, outrun],
    ["The fuse was wet.", taken],
  ] as const) {
    kept.arrivals = [];
    kept.queue = [completion(note)];
    await drain("hannah", async () => answer);
    expect(kept.arrivals).toMatchObject([["e1", expect.any(Number), null]]);
  }
});
