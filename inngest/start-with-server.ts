import { type Relay, startRelay } from "./relay";

// Hot reload evaluates this module again; the process keeps the relay it has.
const keeper = globalThis as typeof globalThis & { fairleadRelay?: Relay };

/** Starts the outbox relay in the web server's process and stops it with the process. */
export function startWithServer(): void {
  if (keeper.fairleadRelay) return;
  const relay = startRelay();
  keeper.fairleadRelay = relay;
  const stop = () => void relay.stop();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
