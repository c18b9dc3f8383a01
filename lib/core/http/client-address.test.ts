import { expect, test } from "vitest";
import { clientAddress } from "@/lib/core/http/client-address";

test("without a trusted proxy only the connection counts", () => {
  expect(clientAddress("203.0.113.9", "10.0.0.1", 0)).toBe("203.0.113.9");
  expect(clientAddress("::ffff:203.0.113.9", undefined, 0)).toBe("203.0.113.9");
});

test("each trusted proxy is believed for one hop and no more", () => {
  const claimed = "6.6.6.6, 198.51.100.7, 10.0.0.2";
  expect(clientAddress("10.0.0.3", claimed, 1)).toBe("10.0.0.2");
  expect(clientAddress("10.0.0.3", claimed, 2)).toBe("198.51.100.7");
  expect(clientAddress("10.0.0.3", undefined, 2)).toBe("10.0.0.3");
});

test("what is no address is none", () => {
  expect(clientAddress("10.0.0.3", "<script>", 1)).toBeNull();
  expect(clientAddress(undefined, undefined, 0)).toBeNull();
});
