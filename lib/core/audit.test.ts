import { expect, it } from "vitest";
import { digestText } from "@/lib/core/audit";

it("digests an entry over the same text in every version, or no trail would verify any more", () => {
  const text = digestText({
    id: "1",
    createdAt: new Date("2026-03-01T00:00:00Z"),
    organizationId: "2",
    actorType: "token",
    actorId: "3",
    actorLabel: "4",
    tokenId: "5",
    sessionId: "6",
    approvalId: "7",
    action: "8",
    targetType: "9",
    targetId: "10",
    targetLabel: "11",
    before: { b: 1, a: null },
    after: null,
    reason: "12",
    address: "13",
    userAgent: "14",
    requestId: "15",
  });
  expect(text).toBe(
    '["1","2026-03-01T00:00:00.000Z","2","token","3","4","5","6","7","8","9","10","11",{"a":null,"b":1},null,"12","13","14","15"]',
  );
});
