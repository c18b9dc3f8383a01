-- The migration "service" took the column away again by mistake.
ALTER TABLE "payment_event" ADD COLUMN IF NOT EXISTS "note" TEXT;
