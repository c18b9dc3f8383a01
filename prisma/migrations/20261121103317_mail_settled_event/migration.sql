-- AlterTable
ALTER TABLE "outgoing_mail" ADD COLUMN     "settled_event" TEXT;
