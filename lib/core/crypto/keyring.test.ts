import { describe, expect, it } from "vitest";
import { decrypt, digest, digestMatches, encrypt, lookupHashes } from "@/lib/core/crypto/keyring";

describe("the keyring", () => {
  it("gives back what it encrypted, and only in the same context", () => {
    const sealed = encrypt("JBSWY3DPEHPK3PXP", "operator.totp:1");
    expect(decrypt(sealed, "operator.totp:1")).toBe("JBSWY3DPEHPK3PXP");
    expect(() => decrypt(sealed, "operator.totp:2")).toThrow();
    expect(encrypt("same", "a")).not.toBe(encrypt("same", "a"));
  });

  it("notices any altered part", () => {
    const parts = encrypt("secret", "context").split(".");
    for (const index of [1, 2, 3]) {
      const altered = parts.map((part, at) =>
        at === index ? `${part[0] === "A" ? "B" : "A"}${part.slice(1)}` : part,
      );
      expect(() => decrypt(altered.join("."), "context")).toThrow();
    }
    expect(() => decrypt(`gone.${parts.slice(1).join(".")}`, "context")).toThrow(/gone/);
    expect(() => decrypt("nonsense", "context")).toThrow();
  });

  it("finds a value by its keyed hash without keeping it", () => {
    const [hash] = lookupHashes("+8613800000000");
    expect(lookupHashes("+8613800000000")).toContain(hash);
    expect(lookupHashes("+8613800000001")).not.toContain(hash);
  });

  it("signs text so that another text or another key does not pass", () => {
    const signed = digest("entry");
    expect(digestMatches("entry", signed)).toBe(true);
    expect(digestMatches("Entry", signed)).toBe(false);
    expect(digestMatches("entry", `other:${signed.split(":")[1]}`)).toBe(false);
  });
});
