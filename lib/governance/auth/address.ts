import ipaddr from "ipaddr.js";

/** Whether `text` is an address or a CIDR range. */
export const isAddressRange = (text: string): boolean => ipaddr.isValidCIDR(text) || ipaddr.isValid(text);

/**
 * Whether an address is on an organization's allow list (addresses or CIDR ranges). An empty list allows every address; an
 * unknown address is on no list.
 */
export function addressAllowed(list: readonly string[], address: string | null): boolean {
  if (list.length === 0) return true;
  if (!address || !ipaddr.isValid(address)) return false;
  const actual = ipaddr.process(address);
  return list.some((entry) => {
    if (!entry.includes("/"))
      return ipaddr.process(entry).toNormalizedString() === actual.toNormalizedString();
    const [base, bits] = ipaddr.parseCIDR(entry);
    return base.kind() === actual.kind() && actual.match(base, bits);
  });
}

/**
 * The network an address is of, as far as one person moves about in it from day to day: of IPv4 the first 24 bits, of IPv6 the
 * first 48, which is what a provider gives out to one customer or one place.
 * @returns null for what is no address.
 */
export function neighbourhoodOf(address: string | null): string | null {
  if (!address || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  const bytes = parsed.kind() === "ipv4" ? 3 : 6;
  return `${parsed.kind()} ${parsed.toByteArray().slice(0, bytes).join(".")}`;
}
