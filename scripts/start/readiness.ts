import { setTimeout as sleep } from "node:timers/promises";

const patience = 180_000;

/**
 * Waits until the product says it can serve people.
 *
 * @throws Error with one sentence that holds the last answer when it does not within three minutes.
 */
export async function untilReady(host: string, port: number, stopped: () => boolean): Promise<void> {
  const reachable =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  const end = Date.now() + patience;
  let last = "no answer";
  while (!stopped()) {
    try {
      const answer = await fetch(`http://${reachable}:${port}/api/health/ready`, {
        signal: AbortSignal.timeout(10_000),
        redirect: "manual",
      });
      const text = await answer.text();
      if (answer.status === 200) return;
      last = text.startsWith("{") ? `${answer.status} ${text.slice(0, 500)}` : `status ${answer.status}`;
    } catch (error) {
      last =
        (error as Error).cause instanceof Error ? ((error as Error).cause as Error).message : String(error);
    }
    if (Date.now() > end) throw new Error(`The console does not become ready: ${last}`);
    await sleep(200);
  }
}
