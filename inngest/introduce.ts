import { setTimeout } from "node:timers/promises";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { inngest } from "./client";
import { canonicalJson, signBody } from "./embedded/signatures";

const TRIES = 30;
const PAUSE_MS = 1_000;

/**
 * Has the app register its functions with the engine, which every Inngest server wants after a deployment: an event sent
 * before the engine knows who listens to it would start nothing. Gives up after half a minute, since an engine may also
 * have been told by other means.
 */
export async function introduce(stopping: AbortSignal): Promise<void> {
  const { HOST, PORT } = env();
  const host = ["0.0.0.0", "::"].includes(HOST) ? "127.0.0.1" : HOST;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${PORT}/api/inngest`;
  for (let attempt = 1; attempt <= TRIES && !stopping.aborted; attempt++) {
    const failure = await register(url).catch((error: Error) => error.message);
    if (!failure) return;
    if (attempt === TRIES)
      log().warn({ reason: failure }, "the functions could not be registered with the engine");
    await setTimeout(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function register(url: string): Promise<string | undefined> {
  // Whatever it says, somebody is there: the SDK makes an error in the log out of an engine that is still starting.
  await fetch(new URL("health", inngest.apiBaseUrl));
  const body = canonicalJson({ url });
  const response = await fetch(url, {
    method: "PUT",
    body,
    headers: {
      "content-type": "application/json",
      "x-inngest-signature": signBody(body, inngest.signingKey ?? "", new Date()),
    },
  });
  return response.ok ? undefined : `${response.status} ${(await response.text()).slice(0, 500)}`;
}
