import { z } from "zod";

export const centreName = z.string().trim().min(1).max(120);
export const centreAddress = z.string().trim().max(300);

/** The fields an audit entry and a conflict show. */
export const centreSelect = {
  organizationId: true,
  name: true,
  address: true,
  active: true,
  version: true,
} as const;
