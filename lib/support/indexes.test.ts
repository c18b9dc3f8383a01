import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { list } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { supportScene } from "@/lib/support/testing/scene";
import { makeSupportTicket } from "@/lib/support/testing/support-tickets";

/** Tables that grow with every question asked. */
const growing = ["support_ticket", "support_comment", "incoming_mail"];

it("an index answers every filter by a record's id, and every sort", async () => {
  const indexed = await prisma.$queryRaw<{ name: string }[]>`
    select distinct relation.relname || '.' || attribute.attname as name
    from pg_index join pg_class as relation on relation.oid = indrelid
    join pg_attribute as attribute on attribute.attrelid = indrelid and attribute.attnum = indkey[0]
    where relation.relnamespace = 'public'::regnamespace and indpred is null`;
  const answered = new Set(indexed.map(({ name }) => name));
  const asked = [...resources.values()]
    .filter(({ module }) => module === "support")
    .flatMap(({ columns }) => Object.values(columns))
    .flatMap(({ kind, filter, sort, from }) =>
      typeof from === "string" && ((kind === "id" && filter) || sort) ? [from] : [],
    )
    .filter((from) => growing.includes(from.split(".")[0] ?? ""));
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((from) => !answered.has(from))).toEqual([]);
});

it("an index sorts tickets by when they are due, those without a running clock last, page after page", async () => {
  const scene = await supportScene();
  const { organizationId } = scene.tenant;
  const at = (hour: number) => new Date(Date.UTC(2026, 4, 25, hour));
  const dues: [Date | null, Date | null][] = [
    [null, at(12)],
    [null, null],
    [at(9), at(15)],
    [at(10), null],
    [null, null],
  ];
  const ids: string[] = [];
  for (const [responseDueAt, resolveDueAt] of dues) {
    const id = await makeSupportTicket(organizationId);
    await prisma.supportTicket.update({ where: { id }, data: { responseDueAt, resolveDueAt } });
    ids.push(id);
  }
  const read = async (sort: string) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { filters: { organizationId }, sort, limit: 2, columns: ["dueAt"], cursor };
      const page = await list(supportTickets, query, scene.agent);
      seen.push(...page.rows.map(([id]) => String(id)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return seen.map((id) => ids.indexOf(id));
  };
  expect(await read("dueAt")).toEqual([2, 3, 0, 1, 4]);
  expect(await read("-dueAt")).toEqual([4, 1, 0, 3, 2]);
  const plan = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`set local enable_seqscan = off`;
    await tx.$executeRaw`set local enable_sort = off`;
    return tx.$queryRaw<{ "QUERY PLAN": string }[]>`
      explain select id from support_ticket
      order by coalesce(least(support_ticket.response_due_at, support_ticket.resolve_due_at), '9999-12-31 00:00:00+00'::timestamptz), id
      limit 50`;
  });
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("support_ticket_due_idx");
});
