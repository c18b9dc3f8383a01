import { setTimeout as sleep } from "node:timers/promises";

type Answer = Record<string, unknown>;

/** What the product answered and will answer again: no reason to ask once more. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    what: string,
  ) {
    super(`${what}: ${status} ${reason}`);
  }
}

/** How often was asked, and how often again because no answer came or a server's fault. */
export const asked = { calls: 0, repeats: 0 };

const patience = 180_000;

/** A client of `/api/v1` as it should be: every command under a key of its own, repeated until there is an answer. */
export class PatientApi {
  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  /** @param key names this very command, whatever becomes of its answer. */
  command(name: string, input: object, key: string): Promise<Answer> {
    return this.ask(name, `/api/v1/${name.replace(".", "/")}`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(input),
    });
  }

  read(resource: string, id: string): Promise<Answer> {
    return this.ask(resource, `/api/v1/${resource}/${id}`, {});
  }

  /** Reads a record until it is as wished. @throws Error when it does not become so within `patience`. */
  async until(resource: string, id: string, wished: (record: Answer) => boolean): Promise<Answer> {
    const end = Date.now() + patience;
    for (;;) {
      const record = await this.read(resource, id);
      if (wished(record)) return record;
      if (Date.now() > end) throw new Error(`${resource} ${id} stays ${JSON.stringify(record.state)}`);
      await sleep(700);
    }
  }

  private async ask(what: string, path: string, init: RequestInit): Promise<Answer> {
    const end = Date.now() + patience;
    asked.calls++;
    for (let pause = 200; ; pause = Math.min(pause * 2, 2000)) {
      const answer = await this.once(path, init).catch((error: unknown) => String(error));
      if (typeof answer !== "string") {
        if (answer.status < 300) return answer.body.data as Answer;
        const { reason = "" } = ((answer.body.error as Answer)?.details ?? {}) as { reason?: string };
        if (answer.status < 500 && answer.status !== 429) throw new Refused(answer.status, reason, what);
      }
      if (Date.now() > end) throw new Error(`${what}: no answer, the last was ${JSON.stringify(answer)}`);
      asked.repeats++;
      await sleep(pause);
    }
  }

  private async once(path: string, init: RequestInit): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(`${this.address}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.token}` },
      signal: AbortSignal.timeout(30_000),
    });
    return { status: answer.status, body: (await answer.json()) as Answer };
  }
}
