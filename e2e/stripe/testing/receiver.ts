import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Receiver {
  url: string;
  /** Every delivery, with its raw body. */
  received: { body: string; signature: string }[];
  /** How the next ones are answered; 200 when empty. */
  answers: number[];
  stop(): Promise<void>;
}

/** Something that takes webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const received: Receiver["received"] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    received.push({ body, signature: String(request.headers["stripe-signature"]) });
    response.writeHead(answers.shift() ?? 200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    answers,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
