import ipaddr from "ipaddr.js";

/**
 * The address a request really comes from.
 * @param socket address of whoever opened the connection.
 * @param forwardedFor the `X-Forwarded-For` header: each proxy adds whom it got the request from at its end.
 * @param trustedHops how many proxies of ours stand in front; everything before what they wrote is the client's own word.
 * @returns an IPv4 or IPv6 address, or null when none is to be had.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trustedHops: number,
): string | null {
  const chain = [...(forwardedFor ?? "").split(",").map((part) => part.trim()), socket ?? ""].filter(Boolean);
  const address = chain[Math.max(0, chain.length - 1 - trustedHops)] ?? "";
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}
