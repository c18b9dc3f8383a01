/** What of a URL belongs to a view: everything but the place in the pages, in a fixed order so that views compare. */
export function viewQuery(params: Iterable<[string, string]>, { limit = true } = {}): string {
  const kept = [...params].filter(
    ([key, value]) => key !== "cursor" && value !== "" && (limit || key !== "limit"),
  );
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}
