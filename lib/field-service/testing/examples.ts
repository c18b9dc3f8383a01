import { after, days, hours, now } from "@/lib/core/clock";
import { newId } from "@/lib/core/id";
import { newStorageKey } from "@/lib/core/storage/storage";
import type { Example, Examples, World } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { KeptImage } from "@/lib/field-service/service-tickets/image";
import { makeCentre, makeReceipt, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";

const tomorrow = (): string => after(now(), days(1)).toISOString();

/** A photo as the server would have kept it. */
export function someImage(ticketId: string): KeptImage {
  const file = (name: string, contentType: string) => ({
    storageKey: newStorageKey(`tickets/${ticketId}`),
    name,
    contentType,
    bytes: 3,
    sha256: newId(),
  });
  return new KeptImage(file("photo.jpg", "image/jpeg"), file("thumbnail.webp", "image/webp"), newId(), 4, 3);
}

const ticket =
  (state: Parameters<typeof makeTicket>[1], more: (world: World) => Promise<object> = async () => ({})) =>
  async (world: World): Promise<Example> => ({
    input: {
      ticketId: await makeTicket(world.tenant.organizationId, state),
      version: 1,
      ...(await more(world)),
    },
  });

const technicianId = async ({ tenant }: World) => ({
  technicianId: await makeTechnician(tenant.organizationId),
});

/** How the registry's tests call this module. */
export const fieldServiceExamples: Examples = {
  commands: {
    "service-tickets.book": async ({ tenant }) => ({
      input: {
        customerName: "Ada Customer",
        phone: "+1 415 555 0123",
        address: "1 Harbour Road",
        issue: "The meter is dark.",
        appointmentStart: tomorrow(),
        organizationId: tenant.organizationId,
      },
    }),
    "service-tickets.update": ticket({}, async ({ tenant }) => ({
      customerName: "Ada King",
      phone: "+1 415 555 0125",
      address: "3 Harbour Road",
      issue: "The meter hums.",
      centreId: await makeCentre(tenant.organizationId),
      skills: ["metering"],
      customerId: await makeCustomer(tenant.organizationId),
    })),
    "service-tickets.confirm": ticket({}, async ({ tenant }) => ({
      centreId: await makeCentre(tenant.organizationId),
      skills: ["metering"],
    })),
    "service-tickets.assign": ticket({ state: "confirmed" }, technicianId),
    "service-tickets.reassign": ticket({ state: "assigned" }, technicianId),
    "service-tickets.reschedule": ticket({}, async () => ({ appointmentStart: tomorrow() })),
    "service-tickets.start": ticket({ state: "assigned" }),
    "service-tickets.add-image": async ({ tenant }) => {
      const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress" });
      return { input: { ticketId, image: someImage(ticketId) } };
    },
    "service-tickets.complete": async ({ tenant }) => {
      const ticketId = await makeTicket(tenant.organizationId, { state: "in_progress" });
      await makeReceipt(tenant.organizationId, ticketId);
      return { input: { ticketId, version: 1 } };
    },
    "service-tickets.cancel": ticket({}, async () => ({ reason: "The customer moved away." })),
    "service-tickets.note": ticket({}, async () => ({ note: "Rings at the back door." })),
    "service-tickets.reveal-phone": async ({ tenant }) => ({
      input: { ticketId: await makeTicket(tenant.organizationId), reason: "asked us to call" },
    }),
    "service-tickets.note-overdue": async ({ tenant }) => ({
      system: true,
      input: {
        ticketId: await makeTicket(tenant.organizationId, { dueAt: after(now(), -hours(1)) }),
      },
    }),
    "service-tickets.remind": async ({ tenant }) => ({
      system: true,
      input: { ticketId: await makeTicket(tenant.organizationId, { state: "assigned" }) },
    }),
    "technicians.create": async ({ tenant }) => ({
      input: {
        name: "Tomas Technician",
        centreId: await makeCentre(tenant.organizationId),
        phone: "+1 415 555 0124",
        skills: ["metering"],
      },
    }),
    "technicians.update": async (world) => ({
      input: { ...(await technicianId(world)), name: "Another name", version: 1 },
    }),
    "technicians.deactivate": async (world) => ({ input: await technicianId(world) }),
    "technicians.activate": async ({ tenant }) => ({
      input: { technicianId: await makeTechnician(tenant.organizationId, { state: "inactive" }) },
    }),
    "service-centres.create": async ({ tenant }) => ({
      input: { name: `Centre ${newId()}`, organizationId: tenant.organizationId },
    }),
    "service-centres.update": async ({ tenant }) => ({
      input: { centreId: await makeCentre(tenant.organizationId), address: "2 Harbour Road", version: 1 },
    }),
    "service-centres.deactivate": async ({ tenant }) => ({
      input: { centreId: await makeCentre(tenant.organizationId) },
    }),
    "service-centres.activate": async ({ tenant }) => ({
      input: { centreId: await makeCentre(tenant.organizationId, { active: false }) },
    }),
  },
  rows: {
    "service-tickets": ({ tenant }) => makeTicket(tenant.organizationId),
    technicians: ({ tenant }) => makeTechnician(tenant.organizationId),
    "service-centres": ({ tenant }) => makeCentre(tenant.organizationId),
    jobs: async ({ tenant: { organizationId, operatorId } }) =>
      makeTicket(organizationId, {
        state: "assigned",
        technicianId: await makeTechnician(organizationId, { operatorId }),
      }),
  },
};
