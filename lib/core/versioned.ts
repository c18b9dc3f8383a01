import { conflict, notFound } from "@/lib/core/errors";

/**
 * Optimistic locking: one update that only happens when the row still has the version the form was filled from.
 * @param version as the caller read it; without one the newest is taken as read.
 * @param update `updateMany` with `where` merged into its condition and `data` into its data.
 * @param current reads the row as it is now, for whoever was slower.
 * @throws conflict with the current row; not_found when there is none.
 */
export async function updateVersioned<Row>(
  version: number | undefined,
  update: (change: {
    where: { version?: number };
    data: { version: { increment: number } };
  }) => Promise<{ count: number }>,
  current: () => Promise<Row | null>,
): Promise<void> {
  const where = version === undefined ? {} : { version };
  const { count } = await update({ where, data: { version: { increment: 1 } } });
  if (count === 1) return;
  const row = await current();
  if (!row) throw notFound();
  throw conflict("version_mismatch", {}, row);
}
