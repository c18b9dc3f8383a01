import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import type { EntryKind, QueueEntry } from "./entry";
import { dayIn, nextToSend, nextTry, pauseAfter, sectionOf, viewOf, waitingFor } from "./order";

const entry = (order: number, kind: EntryKind, changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id: `e${order}`,
  operatorId: "o",
  ticketId: "t",
  number: "TK1",
  customerName: "Ada",
  kind,
  version: 3,
  happenedAt: "2026-11-25T09:00:00.000Z",
  note: null,
  photo: null,
  order,
  attempts: 0,
  notBefore: 0,
  unanswered: false,
  arrived: false,
  trouble: null,
  ...changes,
});

const refused = { kind: "refused", reason: "x", message: "no" } as const;

describe("the order of the queue", () => {
  it("sends what was done first at a ticket first, and other tickets do not wait", () => {
    const queue = [entry(3, "complete"), entry(1, "start"), entry(2, "photo", { ticketId: "other" })];
    expect(nextToSend(queue, 0)?.id).toBe("e1");
    expect(waitingFor(queue[0]!, queue, 0)).toBe("earlier");
    expect(waitingFor(queue[2]!, queue, 0)).toBe("nothing");
  });

  it("is not held up by a photo in trouble, but a move waits for the move before it", () => {
    const photo = [entry(1, "photo", { trouble: refused }), entry(2, "complete")];
    expect(nextToSend(photo, 0)?.id).toBe("e2");
    const start = [entry(1, "start", { trouble: refused }), entry(2, "photo"), entry(3, "complete")];
    expect(nextToSend(start, 0)?.id).toBe("e2");
    expect(nextToSend(start.slice(0, 1).concat(start.slice(2)), 0)).toBeNull();
  });

  it("lets a ticket pause while another is sent, and says when it goes on", () => {
    const queue = [entry(1, "start", { notBefore: 500 }), entry(2, "note", { ticketId: "other" })];
    expect(nextToSend(queue, 100)?.id).toBe("e2");
    expect(nextTry(queue, 100)).toBe(500);
    expect(nextToSend(queue, 600)?.id).toBe("e1");
    expect(nextTry([queue[1]!], 100)).toBeNull();
  });

  it("never sends a ticket's entries out of order, whatever happens to them", () => {
    const kinds = fc.constantFrom<EntryKind>("start", "complete", "note", "photo");
    const entries = fc.array(fc.record({ kind: kinds, ticket: fc.nat(2) }), { maxLength: 12 });
    fc.assert(
      fc.property(entries, (made) => {
        let queue = made.map(({ kind, ticket }, index) => entry(index, kind, { ticketId: `t${ticket}` }));
        const sent: QueueEntry[] = [];
        for (let next = nextToSend(queue, 0); next; next = nextToSend(queue, 0)) {
          sent.push(next);
          queue = queue.filter(({ id }) => id !== next?.id);
        }
        expect(queue).toEqual([]);
        for (const [index, one] of sent.entries())
          for (const other of sent.slice(index + 1))
            if (one.ticketId === other.ticketId) expect(one.order).toBeLessThan(other.order);
      }),
    );
  });
});

describe("the pause before another try", () => {
  it("doubles up to five minutes, a fifth more or less", () => {
    expect(pauseAfter(1, 0.5)).toBe(2000);
    expect(pauseAfter(3, 0.5)).toBe(8000);
    expect(pauseAfter(50, 0.5)).toBe(300_000);
    expect(pauseAfter(50, 1)).toBe(360_000);
    expect(pauseAfter(1, 0)).toBe(1600);
  });
});

const job: Job = {
  id: "t",
  number: "TK1",
  state: "assigned",
  version: 3,
  customerName: "Ada",
  phoneMasked: "•••55",
  address: "1 Quay",
  issue: "Dark",
  skills: [],
  appointmentStart: "2026-11-25T23:30:00.000Z",
  appointmentEnd: "2026-11-26T01:30:00.000Z",
  timeZone: "Asia/Shanghai",
  centre: null,
  startedAt: null,
  completedAt: null,
  cancelReason: null,
  images: [{ id: "i", kind: "problem", createdAt: "2026-11-25T09:00:00.000Z" }],
  events: [],
};

describe("a job before the server knows", () => {
  it("is where its technician left it", () => {
    expect(viewOf(job, [])).toEqual({ state: "assigned", ahead: false, receipts: 0, troubled: 0 });
    const queue = [entry(3, "complete"), entry(2, "photo"), entry(1, "start")];
    expect(viewOf(job, queue)).toEqual({ state: "completed", ahead: true, receipts: 1, troubled: 0 });
  });

  it("does not fall back between an answer and the next snapshot", () => {
    const arrived = [entry(1, "start", { arrived: true }), entry(2, "photo", { arrived: true })];
    expect(viewOf(job, arrived)).toEqual({ state: "in_progress", ahead: false, receipts: 1, troubled: 0 });
    expect(viewOf(job, [...arrived, entry(3, "complete")])).toMatchObject({
      state: "completed",
      ahead: true,
    });
  });

  it("leaves out what is in trouble, what is another's, and moves the server overtook", () => {
    const queue = [entry(1, "start", { trouble: refused }), entry(2, "complete", { ticketId: "other" })];
    expect(viewOf(job, queue)).toEqual({ state: "assigned", ahead: false, receipts: 0, troubled: 1 });
    expect(viewOf({ ...job, state: "canceled" }, [entry(1, "start")])).toMatchObject({
      state: "canceled",
      ahead: false,
    });
  });

  it("stands under the day it is at the place", () => {
    expect(dayIn(new Date(job.appointmentStart), job.timeZone)).toBe("2026-11-26");
    expect(sectionOf("assigned", "2026-11-26", "2026-11-25")).toBe("next");
    expect(sectionOf("assigned", "2026-11-24", "2026-11-25")).toBe("today");
    expect(sectionOf("in_progress", "2026-11-26", "2026-11-25")).toBe("now");
    expect(sectionOf("canceled", "2026-11-25", "2026-11-25")).toBe("done");
  });
});
