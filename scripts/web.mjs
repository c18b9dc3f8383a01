// The web server: Next behind a plain HTTP server of ours, because only whoever holds the socket knows a client's address.
import { createServer } from "node:http";
import { join } from "node:path";
import next from "next";
import { env } from "../lib/core/env.ts";
import { clientAddress } from "../lib/core/http/client-address.ts";
import { madeHere } from "../lib/core/http/peer.ts";
import { packedStatic } from "./packed-static.ts";

const dev = process.argv.includes("--dev") || process.env.NODE_ENV === "development";
const { PORT, HOST, FAIRLEAD_TRUST_PROXY } = env();

// What only a proxy of ours may say. Next believes it.
const PROXY_HEADERS = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
];

const server = createServer({ maxHeaderSize: 32 * 1024, keepAliveTimeout: 65_000 });
// A client that sends slowly holds a connection, not for ever.
server.headersTimeout = 15_000;
server.requestTimeout = 5 * 60_000;
server.maxHeadersCount = 100;

const app = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT, httpServer: server });
const handle = app.getRequestHandler();
const packed = dev
  ? () => false
  : packedStatic(join(process.cwd(), process.env.FAIRLEAD_DIST_DIR ?? ".next"));

server.on("request", (request, response) => {
  const { headers } = request;
  const address = clientAddress(
    request.socket.remoteAddress,
    joined(headers["x-forwarded-for"]),
    FAIRLEAD_TRUST_PROXY,
  );
  const here = madeHere(request.socket.remoteAddress, headers);
  delete headers["x-fairlead-path"];
  delete headers["x-fairlead-made-here"];
  if (here) headers["x-fairlead-made-here"] = "yes";
  delete headers["x-fairlead-address"];
  if (address) headers["x-fairlead-address"] = address;
  if (FAIRLEAD_TRUST_PROXY === 0) for (const name of PROXY_HEADERS) delete headers[name];
  if (stopping) response.setHeader("connection", "close");
  if (packed(request, response)) return;
  handle(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});

const joined = (value) => (Array.isArray(value) ? value.join(",") : value);

let stopping = false;

/** Takes no more requests, finishes those under way for ten seconds at most, and ends. */
function stop() {
  if (stopping) return;
  stopping = true;
  const patience = setTimeout(() => server.closeAllConnections(), 10_000);
  server.close(async () => {
    clearTimeout(patience);
    await app.close().catch((error) => console.error(error));
    process.exit(0);
  });
  server.closeIdleConnections();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

await app.prepare();
server.once("error", (error) => {
  console.error(`The web server cannot listen on ${HOST}:${PORT}: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST);
