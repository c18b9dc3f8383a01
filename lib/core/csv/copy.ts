import { once } from "node:events";
import { Socket } from "node:net";
import { pipeline, Readable } from "node:stream";
import pg from "pg";
import { to } from "pg-copy-streams";
import { crlfLines } from "@/lib/core/csv/line-ends";
import { env } from "@/lib/core/env";

/** A CSV file on its way out of the database. */
export type CsvCopy = {
  content: Readable;
  /** Lines the database has sent so far. */
  rows(): number;
};

/**
 * Runs a `COPY … TO STDOUT (FORMAT csv)` on a connection of its own, so that a slow reader takes none from the pool, and with
 * no right to write. Memory stays flat: the database waits for whoever reads. Destroying `content` ends the statement.
 * @param begin what stands before the first line.
 * @throws what Postgres has against the statement, before anything is sent.
 */
export async function copyCsv(statement: string, begin: string): Promise<CsvCopy> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: "fairlead-export",
    options: "-c default_transaction_read_only=on",
    stream: () => socket,
  });
  // After the end nobody is left to hear of a broken connection.
  client.on("error", () => {});
  const lines = crlfLines();
  try {
    await client.connect();
    pipeline(client.query(to(statement)), lines, () => {});
    await once(lines, "readable");
  } catch (error) {
    socket.destroy();
    throw error;
  }
  async function* content(): AsyncGenerator<Buffer> {
    try {
      yield Buffer.from(begin);
      for await (const chunk of lines) yield chunk as Buffer;
    } finally {
      // Not `end`: a statement under way would be waited for, and nobody reads it any more.
      socket.destroy();
    }
  }
  return { content: Readable.from(content(), { objectMode: false }), rows: () => lines.lines };
}
