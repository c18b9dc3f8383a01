import type { Controls } from "./controls";

/** The controls of a sandbox that runs in another process. */
export function remoteControls(url: string, secretKey: string): Controls {
  return new Proxy({} as Controls, {
    get: (_, name) => async (given: unknown) => {
      const answer = await fetch(`${url}/sandbox/${String(name)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
        body: JSON.stringify(given ?? {}),
      });
      const body = (await answer.json()) as { result?: unknown; error?: { message: string } };
      if (!answer.ok) throw new Error(body.error?.message ?? `The sandbox answered ${answer.status}.`);
      return body.result;
    },
  });
}
