import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { after, days, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { forgetExpired } from "@/lib/sre/housekeeping/forget";

it("forgets what ran out, and nothing that may still be asked for", async () => {
  const at = now();
  await prisma.rateLimit.createMany({
    data: [
      { key: "old", points: 3, expire: BigInt(at.getTime() - 1000) },
      { key: "locked", points: 9, expire: BigInt(at.getTime() + 60_000) },
      { key: "for-ever", points: 9, expire: null },
    ],
  });
  const answer = (caller: string, age: number) => ({
    caller,
    key: newId(),
    command: "organizations.create",
    inputHash: "hash",
    createdAt: after(at, -days(age)),
  });
  await prisma.idempotencyKey.createMany({
    data: [answer("operator:1", 31), answer("operator:2", 29), answer("approval:3", 400)],
  });
  const event = (age: number, sent: boolean) => ({
    id: newId(),
    name: "organizations/created",
    payload: {},
    createdAt: after(at, -days(age)),
    nextAttemptAt: at,
    sentAt: sent ? after(at, -days(age)) : null,
  });
  await prisma.outboxEvent.createMany({ data: [event(91, true), event(89, true), event(400, false)] });
  const mail = (age: number, state: "received" | "unknown" | "handled") => ({
    id: newId(),
    messageId: `${newId()}@mail.example`,
    sender: "nobody@example.test",
    subject: "Hello",
    state,
    raw: new Uint8Array([1, 2, 3]),
    bytes: 3,
    receivedAt: after(at, -days(age)),
  });
  await prisma.incomingMail.createMany({
    data: [
      mail(31, "unknown"),
      mail(29, "unknown"),
      mail(31, "received"),
      mail(8, "handled"),
      mail(6, "handled"),
    ],
  });

  expect(await forgetExpired()).toEqual({ counters: 1, answers: 1, events: 1, mails: 2 });
  expect(await prisma.rateLimit.count()).toBe(2);
  expect(await prisma.idempotencyKey.count()).toBe(2);
  expect(await prisma.outboxEvent.count()).toBe(2);
  expect(await prisma.incomingMail.count({ where: { raw: { not: null } } })).toBe(3);
});
