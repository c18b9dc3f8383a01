/** Numbers people read out (ORD…) stay whole; a UUID or a hash keeps its head and its more telling tail. */
export function shortId(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`;
}
