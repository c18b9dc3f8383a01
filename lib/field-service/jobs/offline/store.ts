import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { announce } from "@/lib/field-service/jobs/offline/announce";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import type { JobSnapshot } from "@/lib/field-service/jobs/snapshot";

/**
 * What the technician's phone keeps: in IndexedDB, each thing under the operator it belongs to. Nothing here is read or sent
 * for anybody else, and signing out takes all of it away.
 */
interface Kept extends DBSchema {
  /** Who uses this phone: the one who was signed in last. */
  device: { key: "operator"; value: string };
  snapshots: { key: string; value: JobSnapshot };
  queue: { key: string; value: QueueEntry; indexes: { operatorId: string } };
  /** Photos that wait, by the id of their entry. */
  photos: { key: string; value: Blob };
  /** Small copies of the photos the server has. */
  thumbnails: { key: [operatorId: string, imageId: string]; value: Blob };
}

let opening: Promise<IDBPDatabase<Kept>> | null = null;

function open(): Promise<IDBPDatabase<Kept>> {
  opening ??= openDB<Kept>("fairlead-jobs", 1, {
    upgrade(db) {
      db.createObjectStore("device");
      db.createObjectStore("snapshots");
      db.createObjectStore("queue", { keyPath: "id" }).createIndex("operatorId", "operatorId");
      db.createObjectStore("photos");
      db.createObjectStore("thumbnails");
    },
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opening = null;
    },
  });
  // A browser that refused once (no room, private window) is asked anew.
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

const thumbnailsOf = (operatorId: string): IDBKeyRange => IDBKeyRange.bound([operatorId], [operatorId, []]);

/** Whose phone this is; null before anybody signed in and after they signed out. */
export const deviceOperator = async (): Promise<string | null> =>
  (await (await open()).get("device", "operator")) ?? null;

/**
 * Somebody is signed in. What another technician could read here is taken away; what they have not sent stays, unseen, until
 * they sign in again.
 */
export async function useAs(operatorId: string): Promise<void> {
  const tx = (await open()).transaction(["device", "snapshots", "thumbnails"], "readwrite");
  const former = await tx.objectStore("device").get("operator");
  if (former !== undefined && former !== operatorId) {
    await tx.objectStore("snapshots").clear();
    await tx.objectStore("thumbnails").clear();
  }
  await tx.objectStore("device").put(operatorId, "operator");
  await tx.done;
}

/** Somebody signs in: until they come to their jobs, nobody's are shown here. */
export async function forgetWho(): Promise<void> {
  await (await open()).delete("device", "operator");
}

/** Takes away everything kept for an operator, what was not sent included. */
export async function forget(operatorId: string): Promise<void> {
  const tx = (await open()).transaction(["queue", "photos"], "readwrite");
  for (const id of await tx.objectStore("queue").index("operatorId").getAllKeys(operatorId)) {
    await tx.objectStore("queue").delete(id);
    await tx.objectStore("photos").delete(id);
  }
  await tx.done;
  await forgetRead(operatorId);
  announce();
}

/** Takes away what an operator could read here; what they have not sent waits until they sign in again. */
export async function forgetRead(operatorId: string): Promise<void> {
  const tx = (await open()).transaction(["device", "snapshots", "thumbnails"], "readwrite");
  await tx.objectStore("snapshots").delete(operatorId);
  await tx.objectStore("thumbnails").delete(thumbnailsOf(operatorId));
  if ((await tx.objectStore("device").get("operator")) === operatorId)
    await tx.objectStore("device").delete("operator");
  await tx.done;
}

/** How long what was read last may be shown, in milliseconds: who has not been here for a week does not work here. */
const shownFor = 7 * 86_400_000;

/** What the server said last. */
export async function keptSnapshot(operatorId: string): Promise<JobSnapshot | null> {
  const db = await open();
  const snapshot = await db.get("snapshots", operatorId);
  if (!snapshot) return null;
  if (Date.now() - Date.parse(snapshot.takenAt) < shownFor) return snapshot;
  await db.delete("snapshots", operatorId);
  return null;
}

/** Keeps a snapshot, and of the small photos those it names. */
export async function keepSnapshot(snapshot: JobSnapshot): Promise<void> {
  const tx = (await open()).transaction(["snapshots", "thumbnails"], "readwrite");
  await tx.objectStore("snapshots").put(snapshot, snapshot.operatorId);
  const named = new Set(snapshot.jobs.flatMap(({ images }) => images.map(({ id }) => id)));
  for (const key of await tx.objectStore("thumbnails").getAllKeys(thumbnailsOf(snapshot.operatorId)))
    if (!named.has(key[1])) await tx.objectStore("thumbnails").delete(key);
  await tx.done;
}

export const keptThumbnail = async (operatorId: string, imageId: string): Promise<Blob | null> =>
  (await (await open()).get("thumbnails", [operatorId, imageId])) ?? null;

export async function keepThumbnail(operatorId: string, imageId: string, photo: Blob): Promise<void> {
  await (await open()).put("thumbnails", photo, [operatorId, imageId]);
}

async function entriesOf(operatorId: string): Promise<QueueEntry[]> {
  const entries = await (await open()).getAllFromIndex("queue", "operatorId", operatorId);
  return entries.sort((left, right) => left.order - right.order);
}

/** What an operator has not sent yet, in the order it was done. */
export const queueOf = async (operatorId: string): Promise<QueueEntry[]> =>
  (await entriesOf(operatorId)).filter(({ arrived }) => !arrived);

/** What arrived, and no snapshot tells of yet. */
export const arrivedOf = async (operatorId: string): Promise<QueueEntry[]> =>
  (await entriesOf(operatorId)).filter(({ arrived }) => arrived);

export type NewEntry = Pick<
  QueueEntry,
  "operatorId" | "ticketId" | "number" | "customerName" | "kind" | "version" | "note"
> & { photo?: { name: string; content: Blob } };

/** How an entry begins. */
const unsent = { attempts: 0, notBefore: 0, unanswered: false, arrived: false, trouble: null } as const;

/** Puts something into the queue. It is there, photo and all, or it is not there at all. */
export async function enqueue({ photo, ...entry }: NewEntry, id: string): Promise<void> {
  const tx = (await open()).transaction(["queue", "photos"], "readwrite");
  const others = await tx.objectStore("queue").index("operatorId").getAll(entry.operatorId);
  await tx.objectStore("queue").add({
    ...entry,
    id,
    photo: photo ? { name: photo.name, bytes: photo.content.size } : null,
    happenedAt: new Date().toISOString(),
    order: Math.max(Date.now(), ...others.map(({ order }) => order + 1)),
    ...unsent,
  });
  if (photo) await tx.objectStore("photos").add(photo.content, id);
  await tx.done;
  announce();
}

export const photoOf = async (entryId: string): Promise<Blob | null> =>
  (await (await open()).get("photos", entryId)) ?? null;

/** Changes an entry that is still there. */
export async function changeEntry(id: string, changes: Partial<QueueEntry>): Promise<void> {
  const tx = (await open()).transaction("queue", "readwrite");
  const entry = await tx.store.get(id);
  if (entry) await tx.store.put({ ...entry, ...changes });
  await tx.done;
  announce();
}

/** Takes entries away, with their photos. */
export async function removeEntries(ids: readonly string[]): Promise<void> {
  const tx = (await open()).transaction(["queue", "photos"], "readwrite");
  for (const id of ids) {
    await tx.objectStore("queue").delete(id);
    await tx.objectStore("photos").delete(id);
  }
  await tx.done;
  announce();
}

/**
 * The server has an entry. Its photo stays until a snapshot tells of it, so that nothing one did is out of sight in between.
 * @param version the ticket's, now that the entry arrived: what was done after it was done on that.
 * @param left a note the server did not take with it, under the key it is sent by: in the queue from the same moment on.
 */
export async function entryArrived(
  id: string,
  version: number | null,
  left: { id: string; note: string } | null = null,
): Promise<void> {
  const tx = (await open()).transaction("queue", "readwrite");
  const entry = await tx.store.get(id);
  if (entry) await tx.store.put({ ...entry, arrived: true });
  const others = entry ? await tx.store.index("operatorId").getAll(entry.operatorId) : [];
  if (entry && left)
    await tx.store.add({
      ...entry,
      ...left,
      kind: "note",
      order: Math.max(Date.now(), ...others.map(({ order }) => order + 1)),
      ...unsent,
    });
  if (entry && version !== null)
    for (const later of others)
      if (later.ticketId === entry.ticketId && later.order > entry.order && version > later.version)
        await tx.store.put({ ...later, version });
  await tx.done;
  announce();
}
