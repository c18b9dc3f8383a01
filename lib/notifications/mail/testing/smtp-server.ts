import { createServer, type Server, type Socket } from "node:net";

/** A message as it arrived: envelope and text as sent. */
export type Arrived = { from: string; to: string[]; data: string };

/** An SMTP server on loopback (RFC 5321, as much as a client needs) that keeps what it is sent. */
export class SmtpServer {
  readonly arrived: Arrived[] = [];
  /** What it answers to a message, in place of accepting it. */
  refusal: string | null = null;

  private constructor(
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async start(): Promise<SmtpServer> {
    const sockets = new Set<Socket>();
    const server = createServer();
    const smtp = new SmtpServer(server, sockets);
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => {});
      smtp.converse(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return smtp;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The server does not listen.");
    return `smtp://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private converse(socket: Socket): void {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let buffer = "";
    let inData = false;
    let message: Arrived = { from: "", to: [], data: "" };
    say("220 stand-in ready");
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      buffer += chunk;
      for (;;) {
        const end = inData ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          if (this.refusal) say(this.refusal);
          else {
            this.arrived.push({ ...message, data: part.replace(/^\.\./gm, ".") });
            say("250 kept");
          }
          message = { from: "", to: [], data: "" };
          continue;
        }
        const [verb = ""] = part.toUpperCase().split(" ");
        const address = /<(.*)>/.exec(part)?.[1] ?? "";
        if (verb === "EHLO" || verb === "HELO") say("250 stand-in");
        else if (verb === "MAIL") {
          message.from = address;
          say("250 ok");
        } else if (verb === "RCPT") {
          message.to.push(address);
          say("250 ok");
        } else if (verb === "DATA") {
          inData = true;
          say("354 go on");
        } else if (verb === "QUIT") {
          say("221 bye");
          socket.end();
        } else say(verb === "RSET" || verb === "NOOP" ? "250 ok" : "502 unknown");
      }
    });
  }
}
