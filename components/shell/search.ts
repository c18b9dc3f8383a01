import type { SearchHit } from "./types";

/** Asks `GET /api/search`. Rejects when it does not answer with a list. */
async function ask(params: Record<string, string>, signal?: AbortSignal): Promise<SearchHit[]> {
  const response = await fetch(`/api/search?${new URLSearchParams(params)}`, { signal });
  if (!response.ok) throw new Error(`search answered ${response.status}`);
  const body = (await response.json()) as { data: SearchHit[] };
  return body.data;
}

/** Anything the reader may see, in every resource. */
export function searchEverything(query: string, signal?: AbortSignal): Promise<SearchHit[]> {
  return ask({ q: query }, signal);
}

/** Records of one resource; an empty query answers the likeliest. `among` names which of them alone. */
export function searchResource(
  resource: string,
  query: string,
  signal?: AbortSignal,
  among: Record<string, string> = {},
): Promise<SearchHit[]> {
  return ask({ ...among, resource, q: query }, signal);
}

/** The names of records one knows by id. */
export function nameRecords(resource: string, ids: string[], signal?: AbortSignal): Promise<SearchHit[]> {
  return ask({ resource, ids: ids.join(",") }, signal);
}
