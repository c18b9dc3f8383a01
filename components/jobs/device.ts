"use client";

/** What a technician's phone keeps: loaded only where there is something. @returns null where nothing was ever kept. */
async function store() {
  try {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === "fairlead-jobs")) return null;
    return await import("@/lib/field-service/jobs/offline/store");
  } catch {
    // A browser that keeps nothing has nothing to forget.
    return null;
  }
}

/** Somebody signs in: what is kept is shown to nobody until the server has said who that is. */
export async function forgetWhoIsHere(): Promise<void> {
  await (await store())?.forgetWho().catch(() => undefined);
}

/** Somebody signs out of the console: what they could read on `/jobs` goes, what they have not sent waits for them. */
export async function forgetWhatWasRead(): Promise<void> {
  const kept = await store();
  const operatorId = await kept?.deviceOperator().catch(() => null);
  if (kept && operatorId) await kept.forgetRead(operatorId).catch(() => undefined);
}
