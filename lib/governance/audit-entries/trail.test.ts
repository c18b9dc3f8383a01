import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { operatorOf } from "@/lib/core/caller";
import { days, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { pruneOldEntries } from "@/lib/governance/audit-entries/prune";
import { readAuditEntry } from "@/lib/governance/audit-entries/read";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { sealAuditEntries } from "@/lib/governance/audit-entries/seal";
import { sealUnsealed } from "@/lib/governance/audit-entries/seal-all";
import { verifyAuditEntries } from "@/lib/governance/audit-entries/verify";
import { ask, makeOffice, run } from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";
import { forgetSettings } from "@/lib/settings/settings/read";

let tenant: Tenant;

const reset = () =>
  pool.query("truncate audit_entry; truncate audit_seal restart identity; delete from setting");

beforeEach(async () => {
  await platform();
  tenant ??= await makeTenant(allPermissions);
  await reset();
  forgetSettings();
});

const caller = () => callerAt(tenant, tenant.operatorId, allPermissions);

/** Does so many things, one audit entry each. */
async function act(count: number, at?: Date): Promise<void> {
  const once = (note: string) =>
    perform(updateOrganization, { organizationId: tenant.organizationId, note }, caller());
  for (let index = 0; index < count; index++) await (at ? withClock(at, () => once(newId())) : once(newId()));
}

const verify = async () => perform(verifyAuditEntries, {}, await systemCaller("test"));

type Row = { id: string; action: string; sequence: string; created_at: Date };

const rows = async (): Promise<Row[]> =>
  (await pool.query<Row>("select id, action, sequence, created_at from audit_entry order by sequence")).rows;

async function sealed(count = 6): Promise<Row[]> {
  await act(count);
  await sealUnsealed();
  return rows();
}

const faultsOf = async () =>
  (await verify()).faults.map(({ kind, id, sequence }) => ({ kind, id, sequence }));

const named = (row: Row) => ({ id: row.id, sequence: row.sequence });

describe("sealing", () => {
  it("gives every entry a place without gaps, over many seals", async () => {
    await act(3);
    await sealUnsealed();
    await act(4);
    await sealUnsealed();
    expect((await rows()).map((row) => row.sequence)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(await verify()).toMatchObject({ checked: 7, sealedUpTo: "7", unsealed: 0, faults: [] });
  });

  it("takes what was committed late into a later seal", async () => {
    await act(2);
    await sealUnsealed();
    await act(1, new Date(Date.now() - 60_000));
    await sealUnsealed();
    expect(await verify()).toMatchObject({ checked: 3, faultCount: 0 });
  });

  it("numbers nothing twice when several seal at once", async () => {
    await act(8);
    const system = await systemCaller("test");
    await Promise.all([1, 2, 3].map(() => perform(sealAuditEntries, {}, system)));
    expect((await rows()).map((row) => Number(row.sequence))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await verify()).toMatchObject({ faultCount: 0 });
  });

  it("lets nobody delete what is not sealed yet, while it changes nothing about sealed entries", async () => {
    await sealed(2);
    await act(1);
    await expect(pool.query("delete from audit_entry")).rejects.toThrow(/not sealed/);
    await expect(pool.query("delete from audit_entry where sequence is null")).rejects.toThrow(/not sealed/);
    expect(await rows()).toHaveLength(3);
    await pool.query("delete from audit_entry where sequence = 2");
    expect(await faultsOf()).toEqual([{ kind: "missing", id: null, sequence: "2" }]);
  });

  it("tells how far the trail was sealed, for a log that is kept elsewhere", async () => {
    await act(2);
    const system = await systemCaller("test");
    const { upTo, hash } = await perform(sealAuditEntries, {}, system);
    const seal = await prisma.auditSeal.findFirstOrThrow({ select: { lastSequence: true, lastHash: true } });
    expect({ upTo, hash }).toEqual({ upTo: seal.lastSequence.toString(), hash: seal.lastHash });
  });

  it("does nothing when there is nothing, and leaves no entry about itself", async () => {
    expect(await sealUnsealed()).toBe(0);
    await act(1);
    await sealUnsealed();
    expect(await rows()).toHaveLength(1);
  });
});

describe("verifying finds, and names", () => {
  it.each([
    ["what was done", "action = 'organizations.read'"],
    ["who did it", "actor_label = 'somebody else'"],
    ["when", "created_at = created_at - interval '1 minute'"],
    ["the reason", "reason = 'because'"],
    ["what changed", `after = '{"note": "nothing"}'`],
    ["the address", "address = null"],
    ["the digest", "digest = 'test:AAAA'"],
  ])("an altered entry: %s", async (_, change) => {
    const third = (await sealed())[2]!;
    await pool.query(`update audit_entry set ${change} where id = $1`, [third.id]);
    const { faults, faultCount } = await verify();
    expect(faultCount).toBe(1);
    expect(faults[0]).toMatchObject({ kind: "altered", ...named(third) });
    expect(faults[0]?.at).toMatch(/^20/);
    expect(faults[0]?.action).toMatch(/^organizations\./);
  });

  it("an altered entry that is not sealed yet", async () => {
    await act(2);
    const [first] = (await pool.query<Row>("select id from audit_entry order by created_at")).rows;
    await pool.query("update audit_entry set reason = 'because' where id = $1", [first?.id]);
    expect(await faultsOf()).toEqual([{ kind: "altered", id: first?.id, sequence: null }]);
  });

  it("a removed entry, also the last one", async () => {
    const all = await sealed();
    await pool.query("delete from audit_entry where sequence in (3, 6)");
    expect(await faultsOf()).toEqual([
      { kind: "missing", id: null, sequence: "3" },
      { kind: "missing", id: null, sequence: "6" },
    ]);
    expect((await verify()).faults[0]?.at).toBe(all[1]?.created_at.toISOString());
  });

  it("a removed entry whose followers were moved up", async () => {
    await sealed();
    await pool.query("delete from audit_entry where sequence = 3");
    await pool.query("update audit_entry set sequence = sequence - 1 where sequence > 3");
    const faults = await faultsOf();
    expect(faults).toContainEqual(expect.objectContaining({ kind: "moved", sequence: "3" }));
    expect(faults).toContainEqual(expect.objectContaining({ kind: "missing", sequence: "6" }));
  });

  it("an entry that was put in, whatever place it claims", async () => {
    await sealed();
    const copies = [newId(), newId(), newId()];
    const columns =
      "created_at, organization_id, actor_type, actor_id, actor_label, action, digest, chain_hash";
    for (const [index, sequence] of [4, 99, null].entries())
      await pool.query(
        `insert into audit_entry (id, ${columns}, sequence)
         select $1, ${columns}, $2 from audit_entry where sequence = 4 limit 1`,
        [copies[index], sequence],
      );
    expect(await faultsOf()).toEqual([
      { kind: "inserted", id: copies[0], sequence: "4" },
      { kind: "inserted", id: copies[1], sequence: "99" },
      { kind: "altered", id: copies[2], sequence: null },
    ]);
  });

  it.each([
    ["numbers", "sequence = 7 - sequence"],
    ["numbers, and their hashes as well", null],
  ])("two entries that changed places: %s", async (_, change) => {
    const all = await sealed();
    await pool.query(
      change
        ? `update audit_entry set ${change} where sequence in (3, 4)`
        : `update audit_entry mine set sequence = other.sequence, chain_hash = other.chain_hash
           from audit_entry other where mine.sequence in (3, 4) and other.sequence = 7 - mine.sequence`,
    );
    expect(await faultsOf()).toEqual([
      { kind: "moved", id: all[3]?.id, sequence: "3" },
      { kind: "moved", id: all[2]?.id, sequence: "4" },
    ]);
  });

  it("a chain that was made to close again without the key", async () => {
    await sealed();
    await pool.query("delete from audit_entry where sequence = 3");
    await pool.query(
      `update audit_entry set sequence = sequence - 1,
         chain_hash = 'test:' || encode(sha256((chain_hash || digest)::bytea), 'base64') where sequence > 3`,
    );
    await pool.query("update audit_seal set last_sequence = 5");
    expect((await faultsOf()).map((fault) => fault.sequence)).toEqual(
      expect.arrayContaining(["3", "4", "5"]),
    );
  });

  it("a seal that was changed or taken away", async () => {
    await sealed(2);
    await sealed(2);
    await pool.query("update audit_seal set last_hash = 'test:AAAA' where id = 2");
    expect(await faultsOf()).toEqual([{ kind: "seal", id: null, sequence: "4" }]);
    await pool.query("delete from audit_seal where id = 1");
    expect((await faultsOf()).map((fault) => fault.kind)).toContain("seal");
    await pool.query("delete from audit_seal");
    expect((await faultsOf()).map((fault) => fault.kind)).toEqual(Array(4).fill("inserted"));
  });

  it("no more than a hundred faults by name, and counts them all", async () => {
    await act(105);
    await pool.query("update audit_entry set reason = 'because'");
    const { faults, faultCount } = await verify();
    expect([faults.length, faultCount]).toEqual([100, 105]);
  });
});

describe("retention", () => {
  const keep = (retentionDays: number) =>
    prisma.setting
      .create({ data: { key: "audit", version: 1, value: { retentionDays }, createdAt: new Date() } })
      .then(forgetSettings);

  const ago = (count: number) => new Date(Date.now() - days(count));

  it("keeps everything when it is not set", async () => {
    await act(2, ago(400));
    await sealUnsealed();
    expect(await pruneOldEntries()).toBe(0);
    expect(await rows()).toHaveLength(2);
  });

  it("removes whole old seals, nothing unsealed, and the rest still verifies", async () => {
    await act(3, ago(40));
    await sealUnsealed();
    await act(1, ago(40));
    await act(1);
    await sealUnsealed();
    await act(2, ago(40));
    await keep(30);
    expect(await pruneOldEntries()).toBe(3);
    const left = await rows();
    // The seal that holds a young entry stays whole; so does what no seal holds; the pruning left an entry itself.
    expect(left.map((row) => row.sequence)).toEqual(["4", "5", null, null, null]);
    expect(left.filter((row) => row.action === "audit-entries.prune")).toHaveLength(1);
    expect(await verify()).toMatchObject({ faultCount: 0, sealedUpTo: "5" });
    await pool.query("update audit_entry set reason = 'because' where sequence = 5");
    expect((await faultsOf()).map((fault) => fault.kind)).toEqual(["altered"]);
  });

  it("notices an entry put back where entries were removed", async () => {
    await act(3, ago(40));
    await sealUnsealed();
    await keep(30);
    await pruneOldEntries();
    await act(1);
    await pool.query(
      "update audit_entry set sequence = 2 where sequence is null and action like 'organizations%'",
    );
    expect((await faultsOf()).map(({ kind, sequence }) => ({ kind, sequence }))).toEqual([
      { kind: "inserted", sequence: "2" },
    ]);
  });
});

describe("reading the trail", () => {
  it("filters by operator, action, target and time", async () => {
    await act(2);
    const found = async (filters: Record<string, string>) =>
      (await list(auditEntries, { filters }, caller())).rows.length;
    expect(await found({ actorId: tenant.operatorId })).toBe(2);
    expect(await found({ actorId: newId() })).toBe(0);
    expect(await found({ action: "organizations.update" })).toBe(2);
    expect(await found({ targetType: "organizations", targetId: tenant.organizationId })).toBe(2);
    // Whole, as its index has it.
    expect(await found({ targetId: tenant.organizationId.slice(0, 8) })).toBe(0);
    expect(await found({ createdAt: "..2001-01-01" })).toBe(0);
  });

  it("begins an organization's trail with its creation, for whoever may see either", async () => {
    const created = await perform(
      createOrganization,
      { name: "Fresh", kind: "enterprise", parentId: tenant.organizationId },
      caller(),
    );
    await perform(updateOrganization, { organizationId: created.organizationId, note: "x" }, caller());
    const filters = { organizationId: created.organizationId };
    const page = await list(auditEntries, { filters, columns: ["action"] }, caller());
    expect(page.rows.map(([, action]) => action)).toEqual(["organizations.update", "organizations.create"]);
    expect((await verify()).faults).toEqual([]);
  });

  it("says through which approval a command was carried out, and who agreed", async () => {
    const office = await makeOffice();
    const approvalId = await ask(office);
    await perform(approveApproval, { approvalId, reason: "looks right" }, office.operations);
    await perform(approveApproval, { approvalId }, office.finance);
    await run(approvalId);
    const { id } = await prisma.auditEntry.findFirstOrThrow({
      where: { approvalId, action: "organizations.suspend" },
      select: { id: true },
    });
    const { number } = await prisma.approval.findUniqueOrThrow({
      where: { id: approvalId },
      select: { number: true },
    });
    const { approval, actor } = await readAuditEntry(
      callerAt(office.tenant, office.tenant.operatorId, allPermissions),
      id,
    );
    expect(actor.id).toBe(operatorOf(office.requester));
    expect(approval).toMatchObject({
      id: approvalId,
      number,
      agreed: [
        { by: { id: operatorOf(office.operations) }, step: "Operations" },
        { by: { id: operatorOf(office.finance) }, step: "Finance" },
      ],
    });
  });

  it("shows one entry with its difference, and whether it is genuine", async () => {
    await act(1);
    const [entry] = await rows();
    const read = await readAuditEntry(caller(), entry!.id);
    expect(read).toMatchObject({
      action: "organizations.update",
      genuine: true,
      actor: { type: "operator", id: tenant.operatorId },
      after: { note: expect.any(String) },
    });
    await pool.query("update audit_entry set actor_label = 'somebody else'");
    expect(await readAuditEntry(caller(), entry!.id)).toMatchObject({ genuine: false });
    const other = await makeTenant([]);
    const { operatorId } = await makeOperator(other, allPermissions);
    await expect(
      readAuditEntry(callerAt(other, operatorId, allPermissions), entry!.id),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
