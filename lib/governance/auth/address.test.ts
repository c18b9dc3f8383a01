import { describe, expect, it } from "vitest";
import { addressAllowed, isAddressRange, neighbourhoodOf } from "@/lib/governance/auth/address";

describe("an IP allow list", () => {
  it("allows everybody while it is empty, and nobody unknown afterwards", () => {
    expect(addressAllowed([], null)).toBe(true);
    expect(addressAllowed(["10.0.0.0/8"], null)).toBe(false);
    expect(addressAllowed(["10.0.0.0/8"], "not an address")).toBe(false);
  });

  it("knows ranges, single addresses, and IPv4 written as IPv6", () => {
    expect(addressAllowed(["10.0.0.0/8"], "10.200.3.4")).toBe(true);
    expect(addressAllowed(["10.0.0.0/8"], "11.0.0.1")).toBe(false);
    expect(addressAllowed(["203.0.113.7"], "203.0.113.7")).toBe(true);
    expect(addressAllowed(["203.0.113.7"], "::ffff:203.0.113.7")).toBe(true);
    expect(addressAllowed(["2001:db8::/32"], "2001:db8::1")).toBe(true);
    expect(addressAllowed(["2001:db8::/32"], "10.0.0.1")).toBe(false);
  });

  it("tells what is a range", () => {
    expect(isAddressRange("10.0.0.0/8")).toBe(true);
    expect(isAddressRange("10.0.0.0/40")).toBe(false);
    expect(isAddressRange("example.com")).toBe(false);
  });
});

it("tells neighbours from strangers", () => {
  const near = (left: string, right: string) => neighbourhoodOf(left) === neighbourhoodOf(right);
  expect(near("203.0.113.4", "203.0.113.250")).toBe(true);
  expect(near("203.0.113.4", "::ffff:203.0.113.5")).toBe(true);
  expect(near("203.0.113.4", "203.0.114.4")).toBe(false);
  expect(near("2001:db8:1:2::1", "2001:db8:1:9::7")).toBe(true);
  expect(near("2001:db8:1::1", "2001:db8:2::1")).toBe(false);
  expect(neighbourhoodOf("nowhere")).toBeNull();
  expect(neighbourhoodOf(null)).toBeNull();
});
