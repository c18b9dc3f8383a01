import { inWords } from "@/lib/billing/ledger/errors";
import { type Line, type Posting, postedLines } from "@/lib/billing/ledger/post";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";

/**
 * Posts many transactions one after the other, in the order given, in one round trip. Whoever posts to limited accounts of
 * several wallets locks them in id order before.
 * @throws like `post`; then none of them is posted.
 */
export async function postAll(
  tx: Tx,
  postings: readonly (Posting & { organizationId: string; lines: readonly Line[] })[],
): Promise<void> {
  if (postings.length === 0) return;
  const all = postings.map(({ lines, reference, at, note, ...posting }) => ({
    ...posting,
    id: newId(),
    at: at.toISOString(),
    referenceType: reference?.type ?? null,
    referenceId: reference?.id ?? null,
    note: note ?? null,
    lines: postedLines(lines),
  }));
  await inWords(
    tx.$queryRaw`
      select posted.replayed from jsonb_array_elements(${JSON.stringify(all)}::jsonb) with ordinality as posting (of, place)
      cross join lateral ledger_post((of ->> 'id')::uuid, of ->> 'key', of ->> 'kind', (of ->> 'organizationId')::uuid,
        (of ->> 'at')::timestamptz, of ->> 'referenceType', (of ->> 'referenceId')::uuid, null::uuid, of ->> 'note',
        of -> 'lines') as posted
      order by place`,
  );
}
