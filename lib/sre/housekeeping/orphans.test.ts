import "@/lib/core/testing/database";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { hours, now, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { storage } from "@/lib/core/storage/current";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import { platform } from "@/lib/core/testing/world";
import { removeOrphans } from "@/lib/sre/housekeeping/orphans";

const stored = () => keep(newStorageKey(), Readable.from([Buffer.from("some bytes")]));

it("removes files no row names once a row cannot come any more, and no other", async () => {
  const { organizationId } = await platform();
  const [named, orphan] = [await stored(), await stored()];
  await prisma.storedFile.create({
    data: {
      ...named,
      id: newId(),
      name: "a.csv",
      contentType: "text/csv",
      purpose: "import",
      organizationId,
      createdAt: now(),
    },
    select: { id: true },
  });

  expect(await removeOrphans()).toBe(0);
  expect(await storage().exists(orphan.storageKey)).toBe(true);

  const tomorrow = new Date(now().getTime() + hours(25));
  expect(await withClock(tomorrow, removeOrphans)).toBe(1);
  expect(await storage().exists(orphan.storageKey)).toBe(false);
  expect(await storage().exists(named.storageKey)).toBe(true);
  expect(await withClock(tomorrow, removeOrphans)).toBe(0);
});
