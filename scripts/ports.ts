import { createServer } from "node:net";

/** A TCP port nobody listens on at this moment. */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  const port = await tryPort(0, host);
  if (port === undefined) throw new Error(`No port could be opened on ${host}.`);
  return port;
}

/** Whether the port can be listened on. */
export async function portIsFree(port: number, host: string): Promise<boolean> {
  return (await tryPort(port, host)) !== undefined;
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
