import "@/lib/core/testing/database";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { kysely, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { column, resource, sharedScope } from "@/lib/core/resource";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { platform } from "@/lib/core/testing/world";

/** Many rows share a value, so that only the id tells them apart. */
const events = resource({
  name: "outbox-events",
  module: "sre",
  permission: null,
  scope: sharedScope,
  from: () => kysely.selectFrom("outbox_event"),
  id: "outbox_event.id",
  columns: {
    name: column.text("outbox_event.name", { sort: true }),
    attempts: column.integer("outbox_event.attempts", { sort: true, filter: true }),
    createdAt: column.time("outbox_event.created_at", { sort: true }),
  },
  defaultSort: "name",
  title: "name",
});

const row = fc.record({
  name: fc.constantFrom("a", "A", "ä", "a b", "中", "z", "", "a.b", '"'),
  attempts: fc.integer({ min: -2, max: 2 }),
  createdAt: fc.constantFrom(0, 1, 2, 1_000_000).map((offset) => new Date(Date.UTC(2026, 0, 1) + offset)),
});

const insert = (rows: { name: string; attempts: number; createdAt: Date }[]) =>
  prisma.outboxEvent.createManyAndReturn({
    data: rows.map((given) => ({ id: newId(), payload: {}, nextAttemptAt: given.createdAt, ...given })),
    select: { id: true, attempts: true },
  });

beforeAll(async () => {
  await platform();
});

it("shows each row once walking forward, and the same rows walking back, whatever is added meanwhile", async () => {
  const caller = await systemCaller("test");
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 25 }),
      fc.array(row, { maxLength: 5 }),
      fc.constantFrom("name", "-name", "attempts", "-attempts", "createdAt", "-createdAt"),
      fc.integer({ min: 1, max: 7 }),
      fc.nat({ max: 5 }),
      // With a filter the rows are gathered and then sorted, without one they are read in their order.
      fc.constantFrom<Record<string, string>>({}, { attempts: "-1..1" }),
      async (first, later, sort, limit, when, filters) => {
        await prisma.outboxEvent.deleteMany();
        const isAsked = ({ attempts }: { attempts: number }) => !filters.attempts || Math.abs(attempts) <= 1;
        const known = (await insert(first)).filter(isAsked).map(({ id }) => id);
        const ask = (cursor?: string) => list(events, { filters, sort, limit, cursor }, caller);
        const pages = [await ask()];
        expect(pages[0]?.previousCursor).toBeNull();
        for (let turn = 0; ; turn++) {
          if (turn === when) await insert(later);
          const { nextCursor } = pages.at(-1)!;
          if (nextCursor === null) break;
          pages.push(await ask(nextCursor));
          expect(pages.length).toBeLessThan(60);
        }
        const forward = pages.flatMap((page) => page.rows.map(([id]) => id));
        expect(new Set(forward).size).toBe(forward.length);
        for (const id of known) expect(forward).toContain(id);

        // Nothing is added any more: the way back shows the rows before the last page, in the same order.
        const back: string[][] = [];
        let { previousCursor } = pages.at(-1)!;
        while (previousCursor !== null) {
          const page = await ask(previousCursor);
          back.unshift(page.rows.map(([id]) => id));
          expect(page.nextCursor).not.toBeNull();
          ({ previousCursor } = page);
          expect(back.length).toBeLessThan(60);
        }
        const whole = await list(events, { filters, sort, limit: 200 }, caller);
        const order = whole.rows.map(([id]) => id);
        const asked = new Set((await prisma.outboxEvent.findMany()).filter(isAsked).map(({ id }) => id));
        const all = await list(events, { filters: {}, sort, limit: 200 }, caller);
        expect(order).toEqual(all.rows.map(([id]) => id).filter((id) => asked.has(id)));
        // The first page knows of nothing before itself.
        const before = pages.length === 1 ? 0 : order.indexOf(pages.at(-1)!.rows[0]![0]);
        expect(back.flat()).toEqual(order.slice(0, before));
        expect(whole.total).toEqual({ count: order.length, exact: true });
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);
