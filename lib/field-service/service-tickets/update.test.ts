import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { openPhone } from "@/lib/core/crypto/phone";
import { prisma } from "@/lib/core/db";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { followedTicket } from "@/lib/field-service/service-tickets/follow";
import { readServiceTicket } from "@/lib/field-service/service-tickets/read";
import { updateServiceTicket } from "@/lib/field-service/service-tickets/update";
import { makeCentre, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
const office = () => callerAt(tenant, tenant.operatorId, allPermissions);
const ticketOf = (id: string) => prisma.serviceTicket.findUniqueOrThrow({ where: { id } });

beforeAll(async () => {
  await platform();
});

describe("a booking of a stranger", () => {
  it("goes to the centre and the skills it was confirmed with", async () => {
    tenant = await makeTenant(allPermissions);
    const at = tenant.organizationId;
    const [near, far] = [await makeCentre(at), await makeCentre(at)];
    await makeTechnician(at, { centreId: near });
    const able = await makeTechnician(at, { centreId: near, skills: ["metering"] });
    await makeTechnician(at, { centreId: far, skills: ["metering"] });
    const ticketId = await makeTicket(at);
    const place = { centreId: near, skills: ["Metering"] };
    await perform(confirmServiceTicket, { ticketId, version: 1, ...place }, office());
    expect(await ticketOf(ticketId)).toMatchObject({ centreId: near, skills: ["metering"] });
    await perform(assignServiceTicket, { ticketId, version: 2 }, office());
    expect((await ticketOf(ticketId)).technicianId).toBe(able);
  });

  it("is corrected, each field by name in its history, its number sealed anew and in no trail", async () => {
    tenant = await makeTenant(allPermissions);
    const secret = "s".repeat(43);
    const ticketId = await makeTicket(tenant.organizationId, { secret });
    const customerId = await makeCustomer(tenant.organizationId);
    const input = {
      ticketId,
      version: 1,
      customerName: "Ada King",
      phone: "+1 415 555 0199",
      address: "1 Harbour Road",
      customerId,
    };
    expect(await perform(updateServiceTicket, input, office())).toMatchObject({ version: 2 });
    const row = await ticketOf(ticketId);
    expect(row).toMatchObject({ customerName: "Ada King", customerId, phoneMasked: "+14•••••0199" });
    expect(openPhone({ kind: "service-ticket", id: ticketId }, row.phoneEncrypted)).toBe("+14155550199");
    const { events } = await readServiceTicket(ticketId, office());
    // The address is the one it had.
    expect(events[0]).toMatchObject({
      action: "updated",
      details: { fields: ["customerName", "customerId", "phone"] },
    });
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { targetId: ticketId, action: "service-tickets.update" },
    });
    expect(entry.after).toEqual({ customerName: "Ada King", customerId, phoneMasked: "+14•••••0199" });
    // What the office corrects is no step of the visit's way.
    expect((await followedTicket(secret)).events).toEqual([]);
    const again = await perform(updateServiceTicket, { ...input, version: 2 }, office());
    expect(again.version).toBe(2);
  });
});

describe("a correction", () => {
  it("tells the technician, and leaves the centre to who has the visit", async () => {
    tenant = await makeTenant(allPermissions);
    const { operatorId } = await makeOperator(tenant, ["field-service.jobs.work"]);
    const technicianId = await makeTechnician(tenant.organizationId, { operatorId });
    const ticketId = await makeTicket(tenant.organizationId, { state: "assigned", technicianId });
    await perform(updateServiceTicket, { ticketId, version: 1, address: "9 Other Road" }, office());
    expect(await prisma.inboxItem.findMany({ where: { operatorId } })).toMatchObject([
      { message: "field-service.inbox.updated" },
    ]);
    const centreId = await makeCentre(tenant.organizationId);
    await expect(perform(updateServiceTicket, { ticketId, centreId }, office())).rejects.toMatchObject({
      reason: "field-service.centre_of_technician",
    });
  });

  it("is refused where somebody was faster, the visit is over, or what it names is another's", async () => {
    tenant = await makeTenant(allPermissions);
    const other = await makeTenant(allPermissions);
    const ticketId = await makeTicket(tenant.organizationId);
    const attempt = (input: object) => expect(perform(updateServiceTicket, input, office())).rejects;
    await attempt({ ticketId, version: 3, address: "9 Other Road" }).toMatchObject({
      reason: "version_mismatch",
    });
    const customerId = await makeCustomer(other.organizationId);
    await attempt({ ticketId, customerId }).toMatchObject({ code: "not_found" });
    await attempt({ ticketId, centreId: await makeCentre(other.organizationId) }).toMatchObject({
      code: "not_found",
    });
    const over = await makeTicket(tenant.organizationId, { state: "completed" });
    await attempt({ ticketId: over, address: "9 Other Road" }).toMatchObject({ reason: "wrong_state" });
  });
});
