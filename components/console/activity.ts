/** For how long somebody who did something is taken to be there still. */
const lasts = 5 * 60_000;

const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

/**
 * Tells whether somebody is at the screen. A page that asks the server by itself counts as a request of theirs, so that one nobody
 * sits at must not ask: its session would never end of being idle.
 * @param target where signs of somebody arrive, such as the window.
 * @param clock in milliseconds.
 */
export function watchActivity(target: EventTarget, clock: () => number = Date.now) {
  let last = clock();
  const returns = new Set<() => void>();
  const somebody = () => clock() - last < lasts;
  const note = () => {
    const wasHere = somebody();
    last = clock();
    if (!wasHere) for (const listener of returns) listener();
  };
  for (const sign of signs) target.addEventListener(sign, note, { passive: true, capture: true });
  return {
    somebody,
    /** Called when somebody does something after nobody was there. @returns what ends that. */
    onReturn(listener: () => void): () => void {
      returns.add(listener);
      return () => void returns.delete(listener);
    },
  };
}

let watched: ReturnType<typeof watchActivity> | undefined;

/** Whether somebody is at this page, since its script was loaded. In a browser only. */
export const activity = () => {
  watched ??= watchActivity(window);
  return watched;
};
