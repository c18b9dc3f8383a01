import type { JobNews, JobSnapshot } from "@/lib/field-service/jobs/snapshot";

/** What a technician has not looked at yet. A snapshot that was kept by an older build has none. */
export const newsOf = (snapshot: JobSnapshot | null): JobNews[] =>
  (snapshot?.news ?? []).filter(({ seen }) => !seen);

/** What was looked at on this device, and the server may not have been told. */
export const seenOf = (snapshot: JobSnapshot | null): string[] =>
  (snapshot?.news ?? []).filter(({ seen }) => seen).map(({ id }) => id);

/** A snapshot in which what was looked at stays so, whatever the server knows. */
export function withSeen(snapshot: JobSnapshot, ids: readonly string[]): JobSnapshot {
  const news = (snapshot.news ?? []).map((each) => (ids.includes(each.id) ? { ...each, seen: true } : each));
  return { ...snapshot, news };
}
