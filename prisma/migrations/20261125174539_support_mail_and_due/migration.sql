-- AlterTable
ALTER TABLE "support_comment" ADD COLUMN     "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What follows is written by hand: what Prisma's schema language cannot say.

-- Tickets by when they are due; what has no clock running comes after everything else.
CREATE INDEX "support_ticket_due_idx" ON "support_ticket" (
  (coalesce(least("response_due_at", "resolve_due_at"), '9999-12-31 00:00:00+00'::timestamptz)), "id");
