import { after, days, hours, now } from "@/lib/core/clock";
import { sealPhone, storedPhone } from "@/lib/core/crypto/phone";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { newId } from "@/lib/core/id";
import { nextNumber } from "@/lib/core/numbers";
import { inTransaction } from "@/lib/core/transaction";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";

/** A telephone number nobody else of a test has. */
export const somePhone = (id: string): string =>
  `+1${BigInt(`0x${id.replaceAll("-", "").slice(-10)}`)
    .toString()
    .padStart(13, "0")
    .slice(-12)}`;

/** A service centre of an organization. @returns its id. */
export async function makeCentre(organizationId: string, changes: { name?: string; active?: boolean } = {}) {
  const id = newId();
  const at = now();
  await inTransaction((tx) =>
    tx.serviceCentre.create({
      data: { id, organizationId, name: `Centre ${id}`, createdAt: at, updatedAt: at, ...changes },
      select: { id: true },
    }),
  );
  return id;
}

/** A technician of a centre; of a new one where none is given. @returns their id. */
export async function makeTechnician(
  organizationId: string,
  changes: {
    name?: string;
    centreId?: string;
    skills?: string[];
    state?: "active" | "inactive";
    operatorId?: string;
  } = {},
): Promise<string> {
  const id = newId();
  const at = now();
  const centreId = changes.centreId ?? (await makeCentre(organizationId));
  await inTransaction(async (tx) =>
    tx.technician.create({
      data: {
        id,
        number: await nextNumber(tx, "technician"),
        organizationId,
        name: `Technician ${id.slice(-4)}`,
        ...storedPhone({ kind: "technician", id }, somePhone(id)),
        createdAt: at,
        updatedAt: at,
        ...changes,
        centreId,
      },
      select: { id: true },
    }),
  );
  return id;
}

/** A ticket of an organization, as if it had come to its state just now. @returns its id. */
export async function makeTicket(
  organizationId: string,
  changes: {
    state?: ServiceTicketState;
    technicianId?: string;
    centreId?: string;
    customerId?: string;
    skills?: string[];
    appointmentStart?: Date;
    appointmentEnd?: Date;
    dueAt?: Date;
    secret?: string;
    createdAt?: Date;
  } = {},
): Promise<string> {
  const id = newId();
  const at = now();
  const { state = "booked", secret = newToken(), ...fields } = changes;
  const appointmentStart = fields.appointmentStart ?? after(at, days(1));
  const assigned = state === "assigned" || state === "in_progress" || state === "completed";
  const technicianId = fields.technicianId ?? (assigned ? await makeTechnician(organizationId) : undefined);
  await inTransaction(async (tx) =>
    tx.serviceTicket.create({
      data: {
        id,
        number: await nextNumber(tx, "service_ticket"),
        organizationId,
        source: "booking",
        state,
        customerName: "Ada Customer",
        ...sealPhone({ kind: "service-ticket", id }, somePhone(id)),
        address: "1 Harbour Road",
        issue: "The meter is dark.",
        appointmentEnd: after(appointmentStart, hours(2)),
        followHash: hashToken(secret),
        stateSince: at,
        createdAt: at,
        updatedAt: at,
        ...(assigned ? { assignedAt: at } : {}),
        ...fields,
        appointmentStart,
        technicianId: technicianId ?? null,
      },
      select: { id: true },
    }),
  );
  return id;
}

/** A photo of a ticket in the database alone, as far as completing it asks. @returns its id. */
export async function makeReceipt(organizationId: string, ticketId: string): Promise<string> {
  const id = newId();
  const at = now();
  const file = (fileId: string) => ({
    id: fileId,
    organizationId,
    storageKey: `tickets/${ticketId}/${fileId.replaceAll("-", "")}`,
    name: "photo.jpg",
    contentType: "image/jpeg",
    bytes: 3,
    sha256: fileId,
    purpose: "ticket-image",
    createdAt: at,
  });
  const [fileId, thumbnailId] = [newId(), newId()];
  await inTransaction(async (tx) => {
    await tx.storedFile.createMany({ data: [file(fileId), file(thumbnailId)] });
    await tx.serviceTicketImage.create({
      data: {
        id,
        organizationId,
        ticketId,
        kind: "receipt",
        fileId,
        thumbnailId,
        sha256: id,
        width: 1,
        height: 1,
        createdAt: at,
      },
      select: { id: true },
    });
  });
  return id;
}
