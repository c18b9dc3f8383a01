import { drain } from "@/lib/field-service/jobs/offline/drain";
import { sendByFetch } from "@/lib/field-service/jobs/offline/request";
import { deviceOperator } from "@/lib/field-service/jobs/offline/store";

/**
 * The service worker of `/jobs`. Built into `public/jobs-worker.js` by `scripts/jobs-worker.mjs`; run that after a change here
 * or in what it imports.
 *
 * It keeps one page that holds nothing of anybody (`/jobs/shell`) with the scripts and styles it needs, hands it out where the
 * network gives no page in time, and sends the queue when the browser says that the network is back. Everything of a person is
 * in IndexedDB, never in here.
 */

/** What of a service worker is used; TypeScript's own types for workers and for pages exclude each other. */
type Waitable = Event & { waitUntil(work: Promise<unknown>): void };
type FetchEventLike = Waitable & { request: Request; respondWith(answer: Promise<Response>): void };
type WorkerScope = {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: "fetch", listener: (event: FetchEventLike) => void): void;
  addEventListener(kind: "message", listener: (event: Waitable & { data: unknown }) => void): void;
  addEventListener(kind: "install" | "activate" | "sync", listener: (event: Waitable) => void): void;
};

const worker = globalThis as unknown as WorkerScope;

const shell = "/jobs/shell";
const kept = "fairlead-jobs-shell";

/** What a kept answer varied by is of no matter here. */
const anyway = { ignoreVary: true };

/** A page that takes longer is not waited for: with one bar, what is kept is better than nothing. In milliseconds. */
const patience = 2500;

worker.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  if (event.data === "keep-shell") event.waitUntil(keepShell().catch(() => undefined));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/_next/static/")) event.respondWith(asset(request));
});

// Rejecting tells the browser to wake the worker again later.
worker.addEventListener("sync", (event) => {
  event.waitUntil(
    (async () => {
      const operatorId = await deviceOperator();
      if (operatorId === null) return;
      const { end } = await drain(operatorId, sendByFetch);
      if (end === "offline") throw new Error("still no network");
    })(),
  );
});

/** The page from the network where it comes in time, else the one that is kept. */
async function page(event: FetchEventLike): Promise<Response> {
  const fromNetwork = fetch(event.request).then((response) => {
    if (response.status >= 500) throw new Error(`answered ${response.status}`);
    return response;
  });
  // Whoever reached the server has its newest build within reach as well.
  event.waitUntil(fromNetwork.then(keepShell).catch(() => undefined));
  const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null));
  const first = await Promise.race([fromNetwork.catch(() => null), late]);
  return first ?? (await (await caches.open(kept)).match(shell, anyway)) ?? fromNetwork;
}

/** Files of a build have their content in their name, so that what is kept is never old. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const found = await cache.match(request.url, anyway);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return response;
}

/**
 * Keeps the shell of the build that answers now: first everything it needs, then the shell itself, then what neither it nor the
 * one before needs goes. A connection lost in between leaves the former one whole.
 */
async function keepShell(): Promise<void> {
  const cache = await caches.open(kept);
  const response = await fetch(shell, { cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error(`the shell answered ${response.status}`);
  const former = await (await cache.match(shell, anyway))?.text();
  const needed = filesIn(await response.clone().text());
  await Promise.all([...needed].map((url) => keepFile(cache, url)));
  await cache.put(shell, response);
  const before = filesIn(former ?? "");
  if ([...needed].every((url) => before.has(url))) return;
  // An open page of the build before may still ask for its files.
  const stillUsed = new Set([shell, ...needed, ...before]);
  for (const { url } of await cache.keys())
    if (!stillUsed.has(new URL(url).pathname)) await cache.delete(url, anyway);
}

async function keepFile(cache: Cache, url: string): Promise<void> {
  if (await cache.match(url, anyway)) return;
  const file = await fetch(url);
  if (!file.ok) throw new Error(`${url} answered ${file.status}`);
  await cache.put(url, file);
}

/** The files of its build that a page names: scripts, styles and fonts. */
const filesIn = (html: string): Set<string> => new Set(html.match(/\/_next\/static\/[\w\-./~%@+]+/g) ?? []);
