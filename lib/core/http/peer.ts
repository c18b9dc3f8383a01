/** Whether a name or an address is one of this machine's own. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|\[?::1\]?|(::ffff:)?127(\.\d{1,3}){3})$/.test(host);

/** What a proxy adds when it hands a request on. */
const traces = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

type Headers = { [name: string]: string | string[] | undefined };

/**
 * Whether a request was made on this machine: by a peer on loopback, to an address on loopback, and not for somebody a proxy on
 * this machine speaks for.
 * @param peer address of whoever opened the connection.
 * @param headers as they arrived; names in lower case.
 */
export function madeHere(peer: string | undefined, headers: Headers): boolean {
  if (!isLoopback(peer ?? "") || traces.some((name) => headers[name] !== undefined)) return false;
  if (!isLoopback(hostOf(`http://${headers.host}`))) return false;
  // Pages name where they came from when they send something, also through a proxy that gives itself out as the host.
  return typeof headers.origin !== "string" || isLoopback(hostOf(headers.origin));
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");
