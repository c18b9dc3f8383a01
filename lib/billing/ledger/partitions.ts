import { sql } from "kysely";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/** Makes the monthly partitions of the ledger's entries from this month on, each with the rules of the ledger. */
export async function prepareLedgerPartitions(months = 4): Promise<void> {
  await sql`select ensure_ledger_partitions(${now()}::date, ${months})`.execute(kysely);
}
