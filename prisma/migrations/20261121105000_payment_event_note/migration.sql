-- AlterTable
ALTER TABLE "payment_event" ADD COLUMN "note" TEXT;
