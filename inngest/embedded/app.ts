import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { type Answer, readAnswer } from "./answer";
import { type CallBody, syncSchema } from "./protocol";
import { canonicalJson, signBody } from "./signatures";

const SYNC_TIMEOUT_MS = 60_000;
/** As long as Inngest itself lets a step take. */
const CALL_TIMEOUT_MS = 2 * 3_600_000;

export interface RawAnswer {
  status: number;
  headers: IncomingMessage["headers"];
  body: string;
}

/** The app's `/api/inngest` endpoint, called with signed requests. */
export class App {
  // Not fetch: it gives up on an answer that takes more than five minutes to begin.
  private readonly agent: HttpAgent;

  constructor(
    private readonly url: URL,
    private readonly signingKey: string,
  ) {
    this.agent =
      url.protocol === "https:" ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  }

  /**
   * Asks the app what it serves (SDK specification 4.3.5, in-band sync).
   * @throws Error when the app is away or refuses.
   */
  async functions(): Promise<unknown[]> {
    const answer = await this.send("PUT", this.url, { url: this.url.href }, SYNC_TIMEOUT_MS, {
      "x-inngest-sync-kind": "in_band",
    });
    if (answer.status !== 200)
      throw new Error(`the app answered a sync with ${answer.status}: ${answer.body.slice(0, 200)}`);
    return syncSchema.parse(JSON.parse(answer.body)).functions;
  }

  /**
   * Calls a function (SDK specification 4.4).
   * @param stepId the planned step to run, or `DISCOVERY`.
   * @returns what the app answered; an app that is away, or goes away while it works, is an answer too.
   */
  async call(functionId: string, stepId: string, body: CallBody): Promise<Answer> {
    const url = new URL(this.url);
    url.searchParams.set("fnId", functionId);
    url.searchParams.set("stepId", stepId);
    try {
      return readAnswer(await this.send("POST", url, body, CALL_TIMEOUT_MS), new Date());
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ECONNREFUSED" || code === "ENOTFOUND") return { kind: "away", reason: message };
      return {
        kind: "failed",
        final: false,
        away: true,
        error: { name: "ConnectionLost", message: `The app went away while it worked: ${message}` },
      };
    }
  }

  /** Drops idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private send(
    method: string,
    url: URL,
    body: unknown,
    timeoutMs: number,
    headers: Record<string, string> = {},
  ): Promise<RawAnswer> {
    const text = canonicalJson(body);
    const request = url.protocol === "https:" ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const outgoing = request(url, {
        method,
        agent: this.agent,
        timeout: timeoutMs,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          "x-inngest-server-kind": "cloud",
          "x-inngest-signature": signBody(text, this.signingKey, new Date()),
          ...headers,
        },
      });
      outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      outgoing.on("error", reject);
      outgoing.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      outgoing.end(text);
    });
  }
}
