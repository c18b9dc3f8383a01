import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce } from "@/lib/field-service/jobs/offline/announce";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import type { JobSnapshot } from "@/lib/field-service/jobs/snapshot";
import { createEngine } from "./engine";

const kept = vi.hoisted(() => ({ queue: [] as QueueEntry[] }));

// The browser's store, without a browser.
vi.mock("@/lib/field-service/jobs/offline/store", () => ({
  useAs: async () => undefined,
  keepSnapshot: async () => undefined,
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
