import pg from "pg";

/**
 * Makes sure a database answers.
 *
 * @throws Error with one sentence that names the address without its password.
 */
export async function checkConnection(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    const major = Math.floor(Number(answer.rows[0]?.version) / 10_000);
    if (major < 16) throw new Error(`it is Postgres ${major}, at least 16 is needed`);
  } catch (error) {
    // A refused connection to a name with several addresses has its reasons in a list and no message.
    const reasons =
      error instanceof AggregateError ? error.errors.map((one: Error) => one.message).join(", ") : "";
    throw new Error(
      `The database at ${withoutPassword(databaseUrl)} cannot be used: ${reasons || (error as Error).message}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withoutPassword(databaseUrl: string): string {
  try {
    const address = new URL(databaseUrl);
    if (address.password) address.password = "…";
    return decodeURIComponent(address.href);
  } catch {
    return "DATABASE_URL";
  }
}
