import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";

/** Something that happened to a job, as the technician's pages show it. */
export type JobEvent = {
  id: string;
  action: string;
  actor: string;
  /** The product or the customer did it; `actor` is then a name of the catalogue. */
  automatic: boolean;
  note: string | null;
  reason: string | null;
  technician: string | null;
  from: string | null;
  happenedAt: string;
};

export type JobImage = { id: string; kind: "problem" | "receipt"; createdAt: string };

/** A technician's own ticket, whole enough to work on it without network. Of the telephone number only its end. */
export type Job = {
  id: string;
  number: string;
  state: ServiceTicketState;
  version: number;
  customerName: string;
  phoneMasked: string;
  address: string;
  issue: string;
  skills: string[];
  appointmentStart: string;
  appointmentEnd: string;
  /** IANA name: appointments are told in the time of the place. */
  timeZone: string;
  centre: string | null;
  startedAt: string | null;
  completedAt: string | null;
  cancelReason: string | null;
  images: JobImage[];
  /** Newest first. */
  events: JobEvent[];
};

/** A ticket that was taken from its technician, and by whom. */
export type TakenJob = {
  ticketId: string;
  number: string;
  action: "reassigned" | "rescheduled";
  actor: string;
  automatic: boolean;
  /** Who has it now. */
  technician: string | null;
  reason: string | null;
  at: string;
};

/** Something the technician was told and has not read, in their language. */
export type JobNews = {
  id: string;
  text: string;
  /** The job it is about; null for one that is theirs no more. */
  ticketId: string | null;
  at: string;
  /** Looked at on this device; only there. */
  seen?: boolean;
};

/** What a technician's phone keeps, so that the day can be read without network. */
export type JobSnapshot = {
  operatorId: string;
  operatorName: string;
  /** Their name as a technician; null for somebody who is none. */
  technician: string | null;
  takenAt: string;
  /** In the order of their appointments. */
  jobs: Job[];
  taken: TakenJob[];
  /** Newest first. */
  news: JobNews[];
};
