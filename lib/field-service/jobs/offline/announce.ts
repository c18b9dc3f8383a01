const name = "fairlead-jobs";

let channel: BroadcastChannel | null = null;
const here = new Set<() => void>();

function open(): BroadcastChannel | null {
  if (typeof BroadcastChannel === "undefined") return null;
  if (!channel) {
    channel = new BroadcastChannel(name);
    channel.onmessage = () => {
      for (const listener of here) listener();
    };
  }
  return channel;
}

/** Tells every page of this browser, and the service worker, that what is kept has changed. */
export function announce(): void {
  open()?.postMessage("changed");
  for (const listener of here) listener();
}

/** @returns what ends the listening. */
export function onAnnounced(listener: () => void): () => void {
  open();
  here.add(listener);
  return () => void here.delete(listener);
}
