import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce } from "@/lib/field-service/jobs/offline/announce";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import { newsOf } from "@/lib/field-service/jobs/offline/news";
import type { JobSnapshot } from "@/lib/field-service/jobs/snapshot";
import { createEngine } from "./engine";

const kept = vi.hoisted(() => ({ queue: [] as QueueEntry[], snapshot: null as JobSnapshot | null }));

// The browser's store, without a browser.
vi.mock("@/lib/field-service/jobs/offline/store", () => ({
  useAs: async () => undefined,
  keepSnapshot: async (snapshot: JobSnapshot) => {
    kept.snapshot = snapshot;
  },
  keptSnapshot: async () => kept.snapshot,
  queueOf: async () => kept.queue.filter(({ arrived }) => !arrived),
  arrivedOf: async () => kept.queue.filter(({ arrived }) => arrived),
  removeEntries: async (ids: readonly string[]) => {
    kept.queue = kept.queue.filter(({ id }) => !ids.includes(id));
    announce();
  },
}));

const snapshot = {
  operatorId: "hannah",
  jobs: [],
  takenAt: "2026-11-25T12:00:00.000Z",
} as unknown as JobSnapshot;

const arrivedPhoto = (id: string) => ({ id, kind: "photo", arrived: true, trouble: null }) as QueueEntry;

let stop: () => void;
let asked: () => number;

beforeEach(() => {
  kept.queue = [];
  kept.snapshot = null;
  const fetched = vi.fn(async () => Response.json({ data: snapshot }));
  asked = () => fetched.mock.calls.length;
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("location", { pathname: "/jobs" });
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("document", { visibilityState: "hidden" });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it("what the service worker sent stays in sight until the list was read anew, which is done at once", async () => {
  const engine = createEngine(snapshot);
  stop = engine.start();
  await vi.waitFor(() => expect(engine.get().ready).toBe(true));
  expect(asked()).toBe(0);
  kept.queue = [arrivedPhoto("one"), arrivedPhoto("two")];
  announce();
  announce();
  await vi.waitFor(() => expect(engine.get().arrived).toHaveLength(2));
  await vi.waitFor(() => expect(engine.get().arrived).toHaveLength(0), { timeout: 3000 });
  expect(asked()).toBe(1);
  // Nothing is left to ask for.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(asked()).toBe(1);
});

it("news that was looked at without network stays out of sight, and is told when the network is back", async () => {
  const told: unknown[] = [];
  let online = false;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    if (!online) throw new TypeError("no network");
    if (path === "/api/v1/inbox-items/read") told.push(JSON.parse(String(init?.body)));
    return Response.json({ data: { ...snapshot, news: told.length > 0 ? [] : news } });
  });
  const news = [{ id: "moved", text: "TK1 was moved.", ticketId: null, at: snapshot.takenAt }];
  const first = { ...snapshot, news };
  const engine = createEngine(first);
  stop = engine.start();
  await vi.waitFor(() => expect(engine.get().ready).toBe(true));
  await engine.seen();
  expect(newsOf(engine.get().snapshot)).toEqual([]);
  stop();
  // The page is opened anew: what the server draws does not know of it yet.
  online = true;
  const again = createEngine(first);
  stop = again.start();
  await vi.waitFor(() => expect(told).toEqual([{ inboxItemId: "moved" }]));
  expect(newsOf(again.get().snapshot)).toEqual([]);
  await vi.waitFor(() => expect(again.get().snapshot?.news).toEqual([]));
});
