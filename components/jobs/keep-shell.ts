"use client";

/** The page kept for times without network is drawn anew, for example in another language. */
export async function keepShellAnew(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/jobs").catch(() => undefined);
  registration?.active?.postMessage("keep-shell");
}
