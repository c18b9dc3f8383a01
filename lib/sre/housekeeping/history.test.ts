import "@/lib/core/testing/database";
import { beforeEach, expect, it } from "vitest";
import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform } from "@/lib/core/testing/world";
import { updateSetting } from "@/lib/settings/settings/update";
import { forgetHistory } from "@/lib/sre/housekeeping/history";

const ago = (age: number) => after(now(), -days(age));

/** A row of each kind that came and ended so many days ago. */
async function leaveBehind(age: number, changes: { mail?: "queued" | "sent"; over?: boolean } = {}) {
  const { mail = "sent", over = true } = changes;
  const { operatorId, organizationId } = await makeTenant([]);
  const createdAt = ago(age);
  const traces = { address: "192.0.2.1", userAgent: "test", createdAt };
  await prisma.signIn.create({
    data: { id: newId(), operatorId, email: "a@example.test", outcome: "succeeded", ...traces },
  });
  const expiresAt = over ? createdAt : after(now(), days(1));
  await prisma.session.create({
    data: { id: newId(), operatorId, deviceHash: newId(), lastSeenAt: createdAt, expiresAt, ...traces },
  });
  await prisma.inboxItem.create({ data: { id: newId(), operatorId, message: "test", createdAt } });
  await prisma.outgoingMail.create({
    data: { id: newId(), recipient: "a@example.test", subject: "s", text: "t", state: mail, createdAt },
  });
  const link = await prisma.secureLink.create({
    data: {
      id: newId(),
      organizationId,
      createdById: operatorId,
      targetType: "files",
      targetId: newId(),
      targetLabel: "a.csv",
      tokenHash: newId(),
      expiresAt: createdAt,
      createdAt,
    },
    select: { id: true },
  });
  await prisma.secureLinkOpen.create({
    data: { id: newId(), linkId: link.id, outcome: "opened", ...traces },
  });
}

const left = async () => [
  await prisma.signIn.count(),
  await prisma.session.count(),
  await prisma.inboxItem.count(),
  await prisma.outgoingMail.count(),
  await prisma.secureLinkOpen.count(),
];

const keepFor = async (age: number) =>
  perform(
    updateSetting,
    {
      key: "retention",
      value: { signInDays: age, sessionDays: age, inboxDays: age, mailDays: age, linkOpenDays: age },
    },
    await systemCaller("test"),
  );

beforeEach(async () => {
  await platform();
});

it("forgets what is older than its days, unless it still goes on", async () => {
  await leaveBehind(31);
  await leaveBehind(29);
  await leaveBehind(31, { mail: "queued", over: false });
  await keepFor(0);
  expect(Object.values(await forgetHistory())).toEqual([0, 0, 0, 0, 0]);
  expect(await left()).toEqual([3, 3, 3, 3, 3]);

  await keepFor(30);
  expect(await forgetHistory()).toEqual({ signIns: 2, sessions: 1, messages: 2, sentMails: 1, linkOpens: 2 });
  expect(await left()).toEqual([1, 2, 1, 2, 1]);
});
