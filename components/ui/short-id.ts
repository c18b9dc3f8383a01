/** What people read (ORD…, organizations.suspend) stays whole; a UUID or a hash keeps its head and its more telling tail. */
export function shortId(id: string): string {
  return /^[0-9a-fA-F-]{21,}$/.test(id) ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}
