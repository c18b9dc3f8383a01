"use client";

import { v7 as uuid } from "uuid";
import { onAnnounced } from "@/lib/field-service/jobs/offline/announce";
import { drain } from "@/lib/field-service/jobs/offline/drain";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import { newsOf, seenOf, withSeen } from "@/lib/field-service/jobs/offline/news";
import { operatorHeader } from "@/lib/field-service/jobs/offline/request";
import {
  arrivedOf,
  changeEntry,
  deviceOperator,
  enqueue,
  forget,
  keepSnapshot,
  keptSnapshot,
  type NewEntry,
  queueOf,
  removeEntries,
  useAs as workAs,
} from "@/lib/field-service/jobs/offline/store";
import type { Job, JobSnapshot } from "@/lib/field-service/jobs/snapshot";
import { home, openJobId } from "./path";
import { sendWithProgress } from "./send-with-progress";
import { keepThumbnails } from "./thumbnails";

/** Everything the technician's pages draw. */
export type JobsState = {
  /** Whose phone this is; null for nobody's. */
  operatorId: string | null;
  snapshot: JobSnapshot | null;
  queue: QueueEntry[];
  /** What the server has and the snapshot does not tell of yet. */
  arrived: QueueEntry[];
  /** Of an entry that is being sent, how much is there, 0 to 1. */
  progress: ReadonlyMap<string, number>;
  /** What the device keeps has been read. */
  ready: boolean;
  online: boolean;
  session: "open" | "ended";
  refreshing: boolean;
  /** The browser lets nothing be kept. */
  broken: boolean;
};

export type Deed = {
  kind: "start" | "complete" | "note" | "photo";
  note?: string;
  photo?: NewEntry["photo"];
};

export type JobsEngine = ReturnType<typeof createEngine>;

/** How often the list is read anew while somebody looks at it, in milliseconds. */
const refreshEvery = 60_000;

/** Entries that arrive within this are told of by one reading, in milliseconds. */
const together = 300;

/**
 * Reads what the device keeps, keeps it up to date, and sends what waits.
 * @param first what the server drew the page with; null for the page that is kept for times without network.
 */
export function createEngine(first: JobSnapshot | null) {
  const initial: JobsState = {
    operatorId: first?.operatorId ?? null,
    snapshot: first,
    queue: [],
    arrived: [],
    progress: new Map(),
    ready: false,
    online: true,
    session: "open",
    refreshing: false,
    broken: false,
  };
  let state = initial;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;

  function set(changes: Partial<JobsState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }

  function progressed(id: string, part: number | null): void {
    const progress = new Map(state.progress);
    if (part === null) progress.delete(id);
    else progress.set(id, part);
    set({ progress });
  }

  async function readQueue(): Promise<void> {
    const { operatorId } = state;
    if (operatorId === null) return;
    const [queue, arrived] = await Promise.all([queueOf(operatorId), arrivedOf(operatorId)]);
    if (state.operatorId === operatorId) set({ queue, arrived });
  }

  async function open(): Promise<void> {
    try {
      const operatorId = first?.operatorId ?? (await deviceOperator());
      if (first) await workAs(first.operatorId);
      const kept = operatorId === null ? null : await keptSnapshot(operatorId);
      const snapshot = first ? withSeen(first, seenOf(kept)) : kept;
      if (first && snapshot) await keepSnapshot(snapshot);
      set({ operatorId, snapshot });
      await readQueue();
    } catch {
      set({ broken: true });
    }
    set({ ready: true, online: navigator.onLine });
    if (!first || state.arrived.length > 0 || seenOf(state.snapshot).length > 0) await refresh();
    else void keepThumbnails(first);
    await send();
  }

  async function refresh(): Promise<void> {
    if (state.refreshing) return;
    set({ refreshing: true });
    try {
      await tellSeen();
      const ticket = openJobId(location.pathname);
      const told = state.operatorId === null ? [] : await arrivedOf(state.operatorId);
      const response = await fetch(`/api/jobs${ticket ? `?ticket=${ticket}` : ""}`, {
        cache: "no-store",
        headers: state.operatorId ? { [operatorHeader]: state.operatorId } : {},
        signal: AbortSignal.timeout(30_000),
      });
      if (response.status === 401) {
        if (await isSomebodyElse(response)) return leave();
        set({ session: "ended", online: true });
      }
      if (response.ok) {
        const answer = (await response.json()) as { data: JobSnapshot };
        const data = withSeen(answer.data, seenOf(state.snapshot));
        if (state.operatorId === null) await workAs(data.operatorId);
        set({ operatorId: data.operatorId, snapshot: data, session: "open", online: true });
        await keepSnapshot(data).catch(() => undefined);
        if (told.length > 0) {
          await removeEntries(told.map(({ id }) => id));
          await readQueue();
        }
        void keepThumbnails(data);
      }
    } catch {
      set({ online: false });
    } finally {
      set({ refreshing: false });
    }
  }

  /** Tells the server what was looked at; what it does not hear now is told with the next reading. */
  async function tellSeen(): Promise<void> {
    const { snapshot, operatorId } = state;
    if (operatorId === null) return;
    for (const inboxItemId of seenOf(snapshot))
      await fetch("/api/v1/inbox-items/read", {
        method: "POST",
        headers: { "content-type": "application/json", [operatorHeader]: operatorId },
        body: JSON.stringify({ inboxItemId }),
        signal: AbortSignal.timeout(30_000),
      });
  }

  /** Somebody else is signed in by now, and must not find here what is not theirs. */
  function leave(): void {
    set({ operatorId: null, snapshot: null, queue: [], arrived: [] });
    location.assign(home);
  }

  /**
   * Something arrived, sent by this page, another one or the service worker: what tells of it is fetched at once. Once for all
   * that arrive together, and again when one more arrived while it was under way.
   */
  function refreshSoon(): void {
    if (state.arrived.length === 0 || asking !== undefined) return;
    asking = setTimeout(() => {
      asking = undefined;
      if (state.refreshing) refreshSoon();
      else void refresh();
    }, together);
  }

  async function send(): Promise<void> {
    const { operatorId } = state;
    if (operatorId === null || state.queue.length === 0) return;
    clearTimeout(timer);
    const { end, arrived, retryAt } = await drain(operatorId, sendWithProgress(progressed));
    if (end === "offline") {
      set({ online: false });
      askForSync();
    } else if (end === "signed_out") set({ session: "ended" });
    else if (arrived > 0) set({ online: true, session: "open" });
    await readQueue();
    const troubled = state.queue.some(({ trouble }) => trouble !== null);
    if (end !== "offline" && (state.arrived.length > 0 || troubled)) {
      await refresh();
      refreshSoon();
    }
    if (retryAt !== null) timer = setTimeout(() => void send(), Math.max(500, retryAt - Date.now()));
  }

  /** What lay in a pause is tried at once: something tells that the network is back. */
  async function sendNow(): Promise<void> {
    for (const { id, notBefore } of state.queue) if (notBefore > 0) await changeEntry(id, { notBefore: 0 });
    await readQueue();
    await send();
  }

  async function back(): Promise<void> {
    set({ online: navigator.onLine });
    await refresh();
    if (state.online) await sendNow();
  }

  return {
    get: () => state,
    getFirst: () => initial,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Begins to work. @returns what ends it. */
    start(): () => void {
      const stop = new AbortController();
      const { signal } = stop;
      addEventListener("online", () => void back(), { signal });
      addEventListener("offline", () => set({ online: false }), { signal });
      addEventListener(
        "visibilitychange",
        () => {
          if (document.visibilityState === "visible") void back();
        },
        { signal },
      );
      const unlisten = onAnnounced(() => void readQueue().then(refreshSoon));
      const clock = setInterval(() => {
        if (document.visibilityState === "visible") void refresh();
      }, refreshEvery);
      void open();
      return () => {
        stop.abort();
        unlisten();
        clearInterval(clock);
        clearTimeout(timer);
        clearTimeout(asking);
      };
    },
    refresh,
    sendNow,
    /** Does something about a job: kept first, sent as soon as it can be. */
    async act(job: Pick<Job, "id" | "number" | "customerName" | "version">, deed: Deed): Promise<boolean> {
      const { operatorId } = state;
      if (operatorId === null) return false;
      const { kind, note = null, photo } = deed;
      try {
        await enqueue(
          {
            operatorId,
            ticketId: job.id,
            number: job.number,
            customerName: job.customerName,
            version: job.version,
            kind,
            note,
            ...(photo ? { photo } : {}),
          },
          uuid(),
        );
      } catch {
        set({ broken: true });
        return false;
      }
      // Asks the browser not to clear away what was not sent.
      void navigator.storage?.persist?.();
      await readQueue();
      void send();
      return true;
    },
    /** The technician looked at what is new: it goes from sight at once, and from their inbox as soon as it can be told. */
    async seen(): Promise<void> {
      if (state.snapshot === null) return;
      const ids = [...seenOf(state.snapshot), ...newsOf(state.snapshot).map(({ id }) => id)];
      const snapshot = withSeen(state.snapshot, ids);
      set({ snapshot });
      await keepSnapshot(snapshot).catch(() => undefined);
      await refresh();
    },
    async retry(id: string): Promise<void> {
      await changeEntry(id, { trouble: null, notBefore: 0, attempts: 0 });
      await readQueue();
      await send();
    },
    async discard(id: string): Promise<void> {
      await removeEntries([id]);
      await readQueue();
      await send();
    },
    /** Takes everything of the operator off this device. */
    async forget(): Promise<void> {
      if (state.operatorId !== null) await forget(state.operatorId);
    },
  };
}

async function isSomebodyElse(response: Response): Promise<boolean> {
  const body = (await response.json().catch(() => null)) as {
    error?: { details?: { reason?: string } };
  } | null;
  return body?.error?.details?.reason === "governance.other_operator";
}

type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Where the browser can, it sends what waits once the network is back, even when the page is closed. */
function askForSync(): void {
  void navigator.serviceWorker?.ready
    .then((registration) => (registration as SyncRegistration).sync?.register("fairlead-jobs"))
    .catch(() => undefined);
}
