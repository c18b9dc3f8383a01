-- CreateEnum
CREATE TYPE "support_sla_state" AS ENUM ('none', 'running', 'due_soon', 'breached', 'paused', 'met');

-- CreateEnum
CREATE TYPE "incoming_mail_state" AS ENUM ('received', 'handled', 'ignored', 'unknown', 'failed');

-- AlterTable
ALTER TABLE "outgoing_mail" ADD COLUMN     "automatic" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "in_reply_to" TEXT,
ADD COLUMN     "message_id" TEXT,
ADD COLUMN     "references" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "reply_to" TEXT;

-- AlterTable
ALTER TABLE "support_ticket" ADD COLUMN     "queue_id" UUID,
ADD COLUMN     "sla_state" "support_sla_state" NOT NULL DEFAULT 'none';

-- Tickets there are wait with whoever serves their requester.
UPDATE "support_ticket" AS ticket
SET "queue_id" = CASE WHEN ticket."customer_id" IS NULL THEN coalesce(organization."parent_id", organization."id") ELSE organization."id" END
FROM "organization" AS organization
WHERE organization."id" = ticket."organization_id";
ALTER TABLE "support_ticket" ALTER COLUMN "queue_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "incoming_mail" (
    "id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "organization_id" UUID,
    "sender" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL,
    "state" "incoming_mail_state" NOT NULL DEFAULT 'received',
    "note" TEXT,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ticket_id" UUID,
    "comment_id" UUID,
    "raw" BYTEA,
    "bytes" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "incoming_mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incoming_mail_message_id_key" ON "incoming_mail"("message_id");

-- CreateIndex
CREATE INDEX "incoming_mail_received_at_id_idx" ON "incoming_mail"("received_at", "id");

-- CreateIndex
CREATE INDEX "incoming_mail_state_received_at_id_idx" ON "incoming_mail"("state", "received_at", "id");

-- CreateIndex
CREATE INDEX "incoming_mail_ticket_id_idx" ON "incoming_mail"("ticket_id");

-- CreateIndex
CREATE INDEX "support_ticket_queue_id_state_created_at_id_idx" ON "support_ticket"("queue_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_sla_state_created_at_id_idx" ON "support_ticket"("sla_state", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_type_created_at_id_idx" ON "support_ticket"("type", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_priority_created_at_id_idx" ON "support_ticket"("priority", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_organization_id_updated_at_id_idx" ON "support_ticket"("organization_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_updated_at_id_idx" ON "support_ticket"("updated_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_state_response_due_at_idx" ON "support_ticket"("state", "response_due_at");

-- CreateIndex
CREATE INDEX "support_ticket_state_resolved_at_idx" ON "support_ticket"("state", "resolved_at");

-- CreateIndex
CREATE INDEX "support_ticket_calendar_id_state_idx" ON "support_ticket"("calendar_id", "state");

-- CreateIndex
CREATE INDEX "support_ticket_top_up_id_idx" ON "support_ticket"("top_up_id");

-- CreateIndex
CREATE INDEX "support_ticket_dispute_id_idx" ON "support_ticket"("dispute_id");

-- CreateIndex
CREATE INDEX "support_ticket_merged_into_id_idx" ON "support_ticket"("merged_into_id");

-- CreateIndex
CREATE INDEX "support_comment_created_at_id_idx" ON "support_comment"("created_at", "id");

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incoming_mail" ADD CONSTRAINT "incoming_mail_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;
