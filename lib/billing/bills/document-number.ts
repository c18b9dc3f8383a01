import type { Tx } from "@/lib/core/db";

const prefixes = { bill: "BILL", invoice: "INV" } as const;

/**
 * The issuer's next number of a kind of document, such as BILL-000123: without gaps, because it is only taken when the
 * transaction that uses it commits. Whoever comes second waits for that. Take it after the document's own row is locked and
 * before the ledger is posted to.
 */
export async function documentNumber(tx: Tx, issuerId: string, kind: keyof typeof prefixes): Promise<string> {
  const [row] = await tx.$queryRaw<[{ last: bigint }]>`
    insert into document_sequence as sequence (issuer_id, kind, last) values (${issuerId}::uuid, ${kind}, 1)
    on conflict (issuer_id, kind) do update set last = sequence.last + 1
    returning last`;
  return `${prefixes[kind]}-${row.last.toString().padStart(6, "0")}`;
}
