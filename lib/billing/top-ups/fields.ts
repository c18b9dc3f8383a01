import { z } from "zod";
import { id } from "@/lib/core/id";
import { money } from "@/lib/core/money";

/** The number a provider or bank gave a payment. */
export const channelRef = z.string().trim().min(3).max(140);

/** What every top-up that a person records begins with. */
export const newTopUpFields = {
  organizationId: id.optional(),
  customerId: id.optional(),
  amount: money,
  channel: z.enum(["stripe", "bank_transfer"]),
  proofFileId: id.optional(),
};
