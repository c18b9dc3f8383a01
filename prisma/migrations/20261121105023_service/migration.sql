-- CreateEnum
CREATE TYPE "technician_state" AS ENUM ('active', 'inactive');

-- CreateEnum
CREATE TYPE "service_ticket_state" AS ENUM ('booked', 'confirmed', 'assigned', 'in_progress', 'completed', 'canceled');

-- CreateEnum
CREATE TYPE "service_ticket_source" AS ENUM ('booking', 'console', 'api');

-- CreateEnum
CREATE TYPE "service_ticket_image_kind" AS ENUM ('problem', 'receipt');

-- CreateEnum
CREATE TYPE "support_ticket_type" AS ENUM ('top_up', 'billing_dispute', 'quota', 'technical', 'compliance');

-- CreateEnum
CREATE TYPE "support_ticket_priority" AS ENUM ('low', 'normal', 'high', 'urgent');

-- CreateEnum
CREATE TYPE "support_ticket_state" AS ENUM ('open', 'pending', 'resolved', 'closed', 'merged');

-- CreateEnum
CREATE TYPE "support_ticket_channel" AS ENUM ('console', 'portal', 'email', 'api');

-- CreateEnum
CREATE TYPE "support_comment_kind" AS ENUM ('public', 'internal');

-- AlterTable
ALTER TABLE "payment_event" DROP COLUMN "note";

-- CreateTable
CREATE TABLE "service_centre" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_centre_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "technician" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "centre_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone_encrypted" TEXT,
    "phone_hash" TEXT,
    "phone_masked" TEXT,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" "technician_state" NOT NULL DEFAULT 'active',
    "operator_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "technician_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_ticket" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "centre_id" UUID,
    "technician_id" UUID,
    "source" "service_ticket_source" NOT NULL,
    "state" "service_ticket_state" NOT NULL DEFAULT 'booked',
    "customer_name" TEXT NOT NULL,
    "phone_encrypted" TEXT NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "phone_masked" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "issue" TEXT NOT NULL,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "appointment_start" TIMESTAMPTZ(3) NOT NULL,
    "appointment_end" TIMESTAMPTZ(3) NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "follow_hash" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "overdue_told_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "assigned_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_ticket_event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "operator_id" UUID,
    "actor" TEXT NOT NULL,
    "details" JSONB,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_ticket_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_ticket_image" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" "service_ticket_image_kind" NOT NULL,
    "file_id" UUID NOT NULL,
    "thumbnail_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "uploaded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_ticket_image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_calendar" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "holidays" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "business_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_policy" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" "support_ticket_type",
    "priority" "support_ticket_priority" NOT NULL,
    "calendar_id" UUID NOT NULL,
    "first_response_minutes" INTEGER NOT NULL,
    "resolve_minutes" INTEGER NOT NULL,
    "warn_minutes" INTEGER NOT NULL DEFAULT 30,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_ticket" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "requester_id" UUID,
    "requester_name" TEXT NOT NULL,
    "requester_email" TEXT,
    "channel" "support_ticket_channel" NOT NULL,
    "type" "support_ticket_type" NOT NULL,
    "priority" "support_ticket_priority" NOT NULL DEFAULT 'normal',
    "state" "support_ticket_state" NOT NULL DEFAULT 'open',
    "subject" TEXT NOT NULL,
    "assignee_id" UUID,
    "order_id" UUID,
    "top_up_id" UUID,
    "bill_id" UUID,
    "dispute_id" UUID,
    "service_ticket_id" UUID,
    "key_prefix" TEXT,
    "merged_into_id" UUID,
    "policy_id" UUID,
    "calendar_id" UUID,
    "response_due_at" TIMESTAMPTZ(3),
    "resolve_due_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "response_left_seconds" INTEGER,
    "resolve_left_seconds" INTEGER,
    "warn_at" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),
    "response_breached_at" TIMESTAMPTZ(3),
    "resolve_breached_at" TIMESTAMPTZ(3),
    "first_responded_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "urged_at" TIMESTAMPTZ(3),
    "urged_count" INTEGER NOT NULL DEFAULT 0,
    "reopened_count" INTEGER NOT NULL DEFAULT 0,
    "rating" JSONB,
    "rating_overall" INTEGER,
    "rating_comment" TEXT,
    "rated_at" TIMESTAMPTZ(3),
    "thread_key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_comment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" "support_comment_kind" NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "from_customer" BOOLEAN NOT NULL DEFAULT false,
    "body" TEXT NOT NULL,
    "mention_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_attachment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "comment_id" UUID,
    "file_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_macro" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "kind" "support_comment_kind" NOT NULL DEFAULT 'public',
    "priority" "support_ticket_priority",
    "resolves" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_macro_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "service_centre_organization_id_created_at_id_idx" ON "service_centre"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "service_centre_created_at_id_idx" ON "service_centre"("created_at", "id");

-- CreateIndex
CREATE INDEX "service_centre_name_id_idx" ON "service_centre"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_centre_organization_id_name_key" ON "service_centre"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "technician_number_key" ON "technician"("number");

-- CreateIndex
CREATE UNIQUE INDEX "technician_operator_id_key" ON "technician"("operator_id");

-- CreateIndex
CREATE INDEX "technician_organization_id_created_at_id_idx" ON "technician"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "technician_created_at_id_idx" ON "technician"("created_at", "id");

-- CreateIndex
CREATE INDEX "technician_name_id_idx" ON "technician"("name", "id");

-- CreateIndex
CREATE INDEX "technician_centre_id_idx" ON "technician"("centre_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_ticket_number_key" ON "service_ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "service_ticket_follow_hash_key" ON "service_ticket"("follow_hash");

-- CreateIndex
CREATE INDEX "service_ticket_organization_id_created_at_id_idx" ON "service_ticket"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "service_ticket_created_at_id_idx" ON "service_ticket"("created_at", "id");

-- CreateIndex
CREATE INDEX "service_ticket_state_appointment_start_id_idx" ON "service_ticket"("state", "appointment_start", "id");

-- CreateIndex
CREATE INDEX "service_ticket_organization_id_appointment_start_id_idx" ON "service_ticket"("organization_id", "appointment_start", "id");

-- CreateIndex
CREATE INDEX "service_ticket_appointment_start_id_idx" ON "service_ticket"("appointment_start", "id");

-- CreateIndex
CREATE INDEX "service_ticket_technician_id_appointment_start_idx" ON "service_ticket"("technician_id", "appointment_start");

-- CreateIndex
CREATE INDEX "service_ticket_centre_id_appointment_start_idx" ON "service_ticket"("centre_id", "appointment_start");

-- CreateIndex
CREATE INDEX "service_ticket_state_due_at_idx" ON "service_ticket"("state", "due_at");

-- CreateIndex
CREATE INDEX "service_ticket_phone_hash_idx" ON "service_ticket"("phone_hash");

-- CreateIndex
CREATE INDEX "service_ticket_customer_id_idx" ON "service_ticket"("customer_id");

-- CreateIndex
CREATE INDEX "service_ticket_event_ticket_id_created_at_idx" ON "service_ticket_event"("ticket_id", "created_at");

-- CreateIndex
CREATE INDEX "service_ticket_event_organization_id_created_at_id_idx" ON "service_ticket_event"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_ticket_image_file_id_key" ON "service_ticket_image"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_ticket_image_thumbnail_id_key" ON "service_ticket_image"("thumbnail_id");

-- CreateIndex
CREATE INDEX "service_ticket_image_organization_id_created_at_id_idx" ON "service_ticket_image"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_ticket_image_ticket_id_sha256_key" ON "service_ticket_image"("ticket_id", "sha256");

-- CreateIndex
CREATE INDEX "business_calendar_organization_id_created_at_id_idx" ON "business_calendar"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "business_calendar_created_at_id_idx" ON "business_calendar"("created_at", "id");

-- CreateIndex
CREATE INDEX "business_calendar_name_id_idx" ON "business_calendar"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "business_calendar_organization_id_name_key" ON "business_calendar"("organization_id", "name");

-- CreateIndex
CREATE INDEX "sla_policy_organization_id_created_at_id_idx" ON "sla_policy"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "sla_policy_created_at_id_idx" ON "sla_policy"("created_at", "id");

-- CreateIndex
CREATE INDEX "sla_policy_name_id_idx" ON "sla_policy"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "support_ticket_number_key" ON "support_ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "support_ticket_thread_key_key" ON "support_ticket"("thread_key");

-- CreateIndex
CREATE INDEX "support_ticket_organization_id_created_at_id_idx" ON "support_ticket"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_created_at_id_idx" ON "support_ticket"("created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_state_created_at_id_idx" ON "support_ticket"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_assignee_id_state_created_at_id_idx" ON "support_ticket"("assignee_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_ticket_state_resolve_due_at_idx" ON "support_ticket"("state", "resolve_due_at");

-- CreateIndex
CREATE INDEX "support_ticket_state_warn_at_idx" ON "support_ticket"("state", "warn_at");

-- CreateIndex
CREATE INDEX "support_ticket_customer_id_idx" ON "support_ticket"("customer_id");

-- CreateIndex
CREATE INDEX "support_ticket_requester_id_idx" ON "support_ticket"("requester_id");

-- CreateIndex
CREATE INDEX "support_ticket_order_id_idx" ON "support_ticket"("order_id");

-- CreateIndex
CREATE INDEX "support_ticket_bill_id_idx" ON "support_ticket"("bill_id");

-- CreateIndex
CREATE INDEX "support_ticket_service_ticket_id_idx" ON "support_ticket"("service_ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "support_comment_message_id_key" ON "support_comment"("message_id");

-- CreateIndex
CREATE INDEX "support_comment_ticket_id_created_at_idx" ON "support_comment"("ticket_id", "created_at");

-- CreateIndex
CREATE INDEX "support_comment_organization_id_created_at_id_idx" ON "support_comment"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "support_attachment_file_id_key" ON "support_attachment"("file_id");

-- CreateIndex
CREATE INDEX "support_attachment_ticket_id_idx" ON "support_attachment"("ticket_id");

-- CreateIndex
CREATE INDEX "support_macro_organization_id_created_at_id_idx" ON "support_macro"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_macro_created_at_id_idx" ON "support_macro"("created_at", "id");

-- CreateIndex
CREATE INDEX "support_macro_name_id_idx" ON "support_macro"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "support_macro_organization_id_name_key" ON "support_macro"("organization_id", "name");

-- AddForeignKey
ALTER TABLE "service_centre" ADD CONSTRAINT "service_centre_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "technician" ADD CONSTRAINT "technician_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "technician" ADD CONSTRAINT "technician_centre_id_fkey" FOREIGN KEY ("centre_id") REFERENCES "service_centre"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "technician" ADD CONSTRAINT "technician_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_centre_id_fkey" FOREIGN KEY ("centre_id") REFERENCES "service_centre"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_technician_id_fkey" FOREIGN KEY ("technician_id") REFERENCES "technician"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_event" ADD CONSTRAINT "service_ticket_event_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_event" ADD CONSTRAINT "service_ticket_event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "service_ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_event" ADD CONSTRAINT "service_ticket_event_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_image" ADD CONSTRAINT "service_ticket_image_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_image" ADD CONSTRAINT "service_ticket_image_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "service_ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_image" ADD CONSTRAINT "service_ticket_image_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_image" ADD CONSTRAINT "service_ticket_image_thumbnail_id_fkey" FOREIGN KEY ("thumbnail_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_ticket_image" ADD CONSTRAINT "service_ticket_image_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "business_calendar" ADD CONSTRAINT "business_calendar_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "business_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_top_up_id_fkey" FOREIGN KEY ("top_up_id") REFERENCES "top_up"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_service_ticket_id_fkey" FOREIGN KEY ("service_ticket_id") REFERENCES "service_ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "support_ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "sla_policy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "business_calendar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_comment" ADD CONSTRAINT "support_comment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_comment" ADD CONSTRAINT "support_comment_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_comment" ADD CONSTRAINT "support_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_attachment" ADD CONSTRAINT "support_attachment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_attachment" ADD CONSTRAINT "support_attachment_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_attachment" ADD CONSTRAINT "support_attachment_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "support_comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_attachment" ADD CONSTRAINT "support_attachment_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_macro" ADD CONSTRAINT "support_macro_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: what Prisma's schema language cannot say.

CREATE SEQUENCE "number_technician";
CREATE SEQUENCE "number_service_ticket";
CREATE SEQUENCE "number_support_ticket";

-- Nobody is at two places at once.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_one_place_at_a_time"
  EXCLUDE USING gist ("technician_id" WITH =, tstzrange("appointment_start", "appointment_end") WITH &&)
  WHERE ("technician_id" IS NOT NULL AND "state" IN ('assigned', 'in_progress'));
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_appointment" CHECK ("appointment_end" > "appointment_start");
ALTER TABLE "service_ticket" ADD CONSTRAINT "service_ticket_assigned_has_technician"
  CHECK ("state" NOT IN ('assigned', 'in_progress', 'completed') OR "technician_id" IS NOT NULL);

CREATE UNIQUE INDEX "sla_policy_type_key" ON "sla_policy" ("organization_id", "type", "priority") WHERE "active" AND "type" IS NOT NULL;
CREATE UNIQUE INDEX "sla_policy_any_type_key" ON "sla_policy" ("organization_id", "priority") WHERE "active" AND "type" IS NULL;
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_minutes"
  CHECK ("first_response_minutes" > 0 AND "resolve_minutes" > 0 AND "warn_minutes" >= 0);
ALTER TABLE "support_ticket" ADD CONSTRAINT "support_ticket_rating" CHECK ("rating_overall" BETWEEN 1 AND 5);
CREATE INDEX "support_ticket_unassigned_idx" ON "support_ticket" ("organization_id", "created_at", "id")
  WHERE "assignee_id" IS NULL AND "state" IN ('open', 'pending');

CREATE INDEX "technician_name_search_idx" ON "technician" USING gin ("name" gin_trgm_ops);
CREATE INDEX "service_ticket_number_search_idx" ON "service_ticket" USING gin ("number" gin_trgm_ops);
CREATE INDEX "service_ticket_customer_search_idx" ON "service_ticket" USING gin ("customer_name" gin_trgm_ops);
CREATE INDEX "service_ticket_address_search_idx" ON "service_ticket" USING gin ("address" gin_trgm_ops);
CREATE INDEX "service_ticket_issue_search_idx" ON "service_ticket" USING gin ("issue" gin_trgm_ops);
CREATE INDEX "support_ticket_number_search_idx" ON "support_ticket" USING gin ("number" gin_trgm_ops);
CREATE INDEX "support_ticket_subject_search_idx" ON "support_ticket" USING gin ("subject" gin_trgm_ops);
CREATE INDEX "support_ticket_requester_search_idx" ON "support_ticket" USING gin ("requester_name" gin_trgm_ops);
