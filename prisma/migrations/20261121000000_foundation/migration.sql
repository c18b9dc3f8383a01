CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "actor_type" AS ENUM ('operator', 'token', 'system');

-- CreateEnum
CREATE TYPE "organization_kind" AS ENUM ('platform', 'reseller', 'enterprise', 'developer_org', 'individual');

-- CreateEnum
CREATE TYPE "organization_state" AS ENUM ('active', 'suspended');

-- CreateEnum
CREATE TYPE "operator_state" AS ENUM ('invited', 'active', 'disabled');

-- CreateEnum
CREATE TYPE "account_link_purpose" AS ENUM ('invitation', 'password_reset');

-- CreateEnum
CREATE TYPE "sign_in_outcome" AS ENUM ('password_accepted', 'succeeded', 'wrong_password', 'unknown_account', 'wrong_code', 'locked', 'disabled', 'organization_suspended', 'address_refused');

-- CreateEnum
CREATE TYPE "secure_link_outcome" AS ENUM ('opened', 'expired', 'used', 'revoked', 'gone');

-- CreateEnum
CREATE TYPE "approval_state" AS ENUM ('pending', 'approved', 'executing', 'executed', 'failed', 'rejected', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "transfer_state" AS ENUM ('queued', 'running', 'completed', 'failed', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'kept', 'failed');

-- CreateEnum
CREATE TYPE "job_run_state" AS ENUM ('queued', 'running', 'completed', 'failed', 'canceled');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID,
    "actor_type" "actor_type" NOT NULL,
    "actor_id" UUID,
    "actor_label" TEXT NOT NULL,
    "token_id" UUID,
    "session_id" UUID,
    "approval_id" UUID,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" TEXT,
    "target_label" TEXT,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "address" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,
    "digest" TEXT NOT NULL,
    "sequence" BIGINT,
    "chain_hash" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id","created_at")
) PARTITION BY RANGE ("created_at");

-- CreateTable
CREATE TABLE "audit_seal" (
    "id" BIGSERIAL NOT NULL,
    "first_sequence" BIGINT NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "last_hash" TEXT NOT NULL,
    "newest_entry_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "pruned_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "organization_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("caller","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "traffic_count" (
    "command" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "calls" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "traffic_count_pkey" PRIMARY KEY ("command","organization_id","hour")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "storage_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "organization_kind" NOT NULL,
    "state" "organization_state" NOT NULL DEFAULT 'active',
    "parent_id" UUID,
    "path" ltree,
    "email" TEXT,
    "country" CHAR(2),
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "external_ref" TEXT,
    "note" TEXT,
    "ip_allow_list" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "suspended_at" TIMESTAMPTZ(3),
    "suspension_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "operator_state" NOT NULL DEFAULT 'invited',
    "password_hash" TEXT,
    "password_set_at" TIMESTAMPTZ(3),
    "totp_secret" TEXT,
    "totp_enrolled_at" TIMESTAMPTZ(3),
    "totp_last_window" BIGINT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "last_sign_in_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "purpose" "account_link_purpose" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "preset" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "organization_id" UUID,
    "device_hash" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "second_factor_at" TIMESTAMPTZ(3),
    "stepped_up_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "operator_id" UUID,
    "email" TEXT NOT NULL,
    "outcome" "sign_in_outcome" NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "new_device" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_token" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "created_by_id" UUID,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_address" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secure_link" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "target_label" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "note" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secure_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secure_link_open" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "outcome" "secure_link_outcome" NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secure_link_open_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_policy" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "steps" JSONB NOT NULL,
    "expires_in_hours" INTEGER NOT NULL DEFAULT 72,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "state" "approval_state" NOT NULL DEFAULT 'pending',
    "command" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "input_hash" TEXT NOT NULL,
    "policy_name" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "current_step" INTEGER NOT NULL DEFAULT 0,
    "requester_id" UUID NOT NULL,
    "requester_token" UUID,
    "worked_in_id" UUID NOT NULL,
    "reason" TEXT,
    "target_type" TEXT,
    "target_id" TEXT,
    "target_label" TEXT,
    "before" JSONB,
    "after" JSONB,
    "result" JSONB,
    "error" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "unknown_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_decision" (
    "id" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "operator_id" UUID NOT NULL,
    "token_id" UUID,
    "approved" BOOLEAN NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "token_id" UUID,
    "resource" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "byte_order_mark" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "state" "transfer_state" NOT NULL DEFAULT 'queued',
    "rows" BIGINT NOT NULL DEFAULT 0,
    "expected_rows" BIGINT,
    "file_id" UUID,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "token_id" UUID,
    "importer" TEXT NOT NULL,
    "file_id" UUID,
    "csv" TEXT,
    "result_file_id" UUID,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "options" JSONB NOT NULL DEFAULT '{}',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "state" "transfer_state" NOT NULL DEFAULT 'queued',
    "total_rows" INTEGER NOT NULL DEFAULT 0,
    "processed_rows" INTEGER NOT NULL DEFAULT 0,
    "succeeded_rows" INTEGER NOT NULL DEFAULT 0,
    "failed_rows" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row_error" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "import_row_error_pkey" PRIMARY KEY ("import_id","row","field")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_item" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "organization_id" UUID,
    "message" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "href" TEXT,
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_mail" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "changed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "event_name" TEXT,
    "event_id" TEXT,
    "event_data" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "state" "job_run_state" NOT NULL,
    "error_code" TEXT,
    "error_message" TEXT,
    "organization_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "circuit_breaker" (
    "key" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "circuit_breaker_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_created_at_id_idx" ON "audit_entry"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_created_at_id_idx" ON "audit_entry"("created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_created_at_id_idx" ON "audit_entry"("actor_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_action_created_at_id_idx" ON "audit_entry"("action", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_target_type_target_id_created_at_idx" ON "audit_entry"("target_type", "target_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_sequence_idx" ON "audit_entry"("sequence");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_last_sequence_key" ON "audit_seal"("last_sequence");

-- CreateIndex
CREATE INDEX "outbox_event_created_at_id_idx" ON "outbox_event"("created_at", "id");

-- CreateIndex
CREATE INDEX "outbox_event_organization_id_created_at_id_idx" ON "outbox_event"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_storage_key_key" ON "stored_file"("storage_key");

-- CreateIndex
CREATE INDEX "stored_file_organization_id_created_at_id_idx" ON "stored_file"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "stored_file_expires_at_idx" ON "stored_file"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "organization_number_key" ON "organization"("number");

-- CreateIndex
CREATE INDEX "organization_created_at_id_idx" ON "organization"("created_at", "id");

-- CreateIndex
CREATE INDEX "organization_kind_created_at_id_idx" ON "organization"("kind", "created_at", "id");

-- CreateIndex
CREATE INDEX "organization_state_created_at_id_idx" ON "organization"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "organization_name_id_idx" ON "organization"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_parent_id_external_ref_key" ON "organization"("parent_id", "external_ref");

-- CreateIndex
CREATE INDEX "organization_external_ref_idx" ON "organization"("external_ref");

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE INDEX "operator_organization_id_created_at_id_idx" ON "operator"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "operator_created_at_id_idx" ON "operator"("created_at", "id");

-- CreateIndex
CREATE INDEX "operator_name_id_idx" ON "operator"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_operator_id_code_hash_key" ON "recovery_code"("operator_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "account_link_token_hash_key" ON "account_link"("token_hash");

-- CreateIndex
CREATE INDEX "account_link_operator_id_idx" ON "account_link"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_preset_key" ON "role"("preset");

-- CreateIndex
CREATE INDEX "role_name_id_idx" ON "role"("name", "id");

-- CreateIndex
CREATE INDEX "role_grant_organization_id_idx" ON "role_grant"("organization_id");

-- CreateIndex
CREATE INDEX "role_grant_role_id_idx" ON "role_grant"("role_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_operator_id_role_id_organization_id_key" ON "role_grant"("operator_id", "role_id", "organization_id");

-- CreateIndex
CREATE INDEX "session_operator_id_created_at_idx" ON "session"("operator_id", "created_at");

-- CreateIndex
CREATE INDEX "session_created_at_id_idx" ON "session"("created_at", "id");

-- CreateIndex
CREATE INDEX "sign_in_created_at_id_idx" ON "sign_in"("created_at", "id");

-- CreateIndex
CREATE INDEX "sign_in_organization_id_created_at_id_idx" ON "sign_in"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "sign_in_operator_id_created_at_id_idx" ON "sign_in"("operator_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_token_token_hash_key" ON "service_token"("token_hash");

-- CreateIndex
CREATE INDEX "service_token_organization_id_created_at_id_idx" ON "service_token"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "service_token_created_at_id_idx" ON "service_token"("created_at", "id");

-- CreateIndex
CREATE INDEX "service_token_operator_id_idx" ON "service_token"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "secure_link_token_hash_key" ON "secure_link"("token_hash");

-- CreateIndex
CREATE INDEX "secure_link_organization_id_created_at_id_idx" ON "secure_link"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "secure_link_created_at_id_idx" ON "secure_link"("created_at", "id");

-- CreateIndex
CREATE INDEX "secure_link_open_link_id_created_at_idx" ON "secure_link_open"("link_id", "created_at");

-- CreateIndex
CREATE INDEX "secure_link_open_created_at_id_idx" ON "secure_link_open"("created_at", "id");

-- CreateIndex
CREATE INDEX "approval_policy_command_idx" ON "approval_policy"("command");

-- CreateIndex
CREATE INDEX "approval_policy_organization_id_created_at_id_idx" ON "approval_policy"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "approval_policy_created_at_id_idx" ON "approval_policy"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_number_key" ON "approval"("number");

-- CreateIndex
CREATE INDEX "approval_organization_id_created_at_id_idx" ON "approval"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "approval_created_at_id_idx" ON "approval"("created_at", "id");

-- CreateIndex
CREATE INDEX "approval_state_created_at_id_idx" ON "approval"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "approval_requester_id_created_at_idx" ON "approval"("requester_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_decision_approval_id_step_key" ON "approval_decision"("approval_id", "step");

-- CreateIndex
CREATE UNIQUE INDEX "approval_decision_approval_id_operator_id_key" ON "approval_decision"("approval_id", "operator_id");

-- CreateIndex
CREATE INDEX "export_organization_id_created_at_id_idx" ON "export"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "export_created_at_id_idx" ON "export"("created_at", "id");

-- CreateIndex
CREATE INDEX "import_organization_id_created_at_id_idx" ON "import"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "import_created_at_id_idx" ON "import"("created_at", "id");

-- CreateIndex
CREATE INDEX "saved_view_resource_organization_id_idx" ON "saved_view"("resource", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_operator_id_resource_name_key" ON "saved_view"("operator_id", "resource", "name");

-- CreateIndex
CREATE INDEX "inbox_item_operator_id_created_at_id_idx" ON "inbox_item"("operator_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "inbox_item_created_at_id_idx" ON "inbox_item"("created_at", "id");

-- CreateIndex
CREATE INDEX "outgoing_mail_created_at_id_idx" ON "outgoing_mail"("created_at", "id");

-- CreateIndex
CREATE INDEX "outgoing_mail_organization_id_created_at_id_idx" ON "outgoing_mail"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_run_run_id_key" ON "job_run"("run_id");

-- CreateIndex
CREATE INDEX "job_run_started_at_id_idx" ON "job_run"("started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_run_state_started_at_id_idx" ON "job_run"("state", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_run_function_id_started_at_id_idx" ON "job_run"("function_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_run_organization_id_started_at_id_idx" ON "job_run"("organization_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_run_event_id_idx" ON "job_run"("event_id");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator" ADD CONSTRAINT "operator_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_token" ADD CONSTRAINT "service_token_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_token" ADD CONSTRAINT "service_token_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_token" ADD CONSTRAINT "service_token_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secure_link" ADD CONSTRAINT "secure_link_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secure_link" ADD CONSTRAINT "secure_link_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secure_link_open" ADD CONSTRAINT "secure_link_open_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "secure_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_policy" ADD CONSTRAINT "approval_policy_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_worked_in_id_fkey" FOREIGN KEY ("worked_in_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row_error" ADD CONSTRAINT "import_row_error_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_item" ADD CONSTRAINT "inbox_item_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: what Prisma's schema language cannot say.

-- Partitions by month. The jobs call this ahead of time; the default partition catches what nobody foresaw.
CREATE FUNCTION ensure_month_partitions(parent regclass, from_month date, months int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', from_month);
  partition_name text;
BEGIN
  FOR i IN 0 .. months - 1 LOOP
    partition_name := format('%s_%s', parent::text, to_char(month, 'YYYY_MM'));
    IF to_regclass(format('%I', partition_name)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
        partition_name, parent, month::timestamp AT TIME ZONE 'UTC',
        (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
    month := month + interval '1 month';
  END LOOP;
END $$;

CREATE TABLE "audit_entry_default" PARTITION OF "audit_entry" DEFAULT;
SELECT ensure_month_partitions('audit_entry', (now() - interval '13 months')::date, 16);

-- The tree: a node's path is its parent's path and its own id; moving a node takes everything below along.
CREATE FUNCTION organization_path_label(id uuid) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT replace(id::text, '-', '') $$;

CREATE FUNCTION organization_keep_path() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  parent_path ltree;
BEGIN
  IF NEW.parent_id IS NULL THEN
    NEW.path := organization_path_label(NEW.id)::ltree;
    RETURN NEW;
  END IF;
  SELECT path INTO parent_path FROM organization WHERE id = NEW.parent_id FOR SHARE;
  IF TG_OP = 'UPDATE' AND parent_path <@ OLD.path THEN
    RAISE EXCEPTION 'an organization cannot be moved below itself' USING ERRCODE = 'check_violation';
  END IF;
  NEW.path := parent_path || organization_path_label(NEW.id);
  RETURN NEW;
END $$;

CREATE TRIGGER organization_keep_path BEFORE INSERT OR UPDATE OF parent_id ON "organization"
  FOR EACH ROW EXECUTE FUNCTION organization_keep_path();

CREATE FUNCTION organization_move_subtree() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organization SET path = NEW.path || subpath(path, nlevel(OLD.path))
  WHERE path <@ OLD.path AND id <> NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER organization_move_subtree AFTER UPDATE OF parent_id ON "organization"
  FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION organization_move_subtree();

ALTER TABLE "organization" ALTER COLUMN "path" SET NOT NULL;
ALTER TABLE "organization" ADD CONSTRAINT "organization_root_is_platform"
  CHECK (("parent_id" IS NULL) = ("kind" = 'platform'));
CREATE UNIQUE INDEX "organization_one_root" ON "organization" (("parent_id" IS NULL)) WHERE "parent_id" IS NULL;
CREATE INDEX "organization_path_idx" ON "organization" USING gist ("path");
CREATE INDEX "organization_name_search_idx" ON "organization" USING gin ("name" gin_trgm_ops);
CREATE INDEX "organization_number_search_idx" ON "organization" USING gin ("number" gin_trgm_ops);
CREATE INDEX "organization_email_search_idx" ON "organization" USING gin ("email" gin_trgm_ops);
CREATE INDEX "organization_external_ref_search_idx" ON "organization" USING gin ("external_ref" gin_trgm_ops);

CREATE INDEX "operator_name_search_idx" ON "operator" USING gin ("name" gin_trgm_ops);
CREATE INDEX "operator_email_search_idx" ON "operator" USING gin ("email" gin_trgm_ops);
CREATE UNIQUE INDEX "role_name_key" ON "role" (lower("name"));

-- Numbers people read out.
CREATE SEQUENCE "number_organization";
CREATE SEQUENCE "number_approval";

-- The relay sleeps until somebody knocks.
CREATE FUNCTION outbox_knock() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$;
CREATE TRIGGER outbox_knock AFTER INSERT ON "outbox_event" FOR EACH STATEMENT EXECUTE FUNCTION outbox_knock();
CREATE INDEX "outbox_event_unsent_idx" ON "outbox_event" ("next_attempt_at") WHERE "sent_at" IS NULL;

-- Sealing takes what has no place in the chain yet.
CREATE INDEX "audit_entry_unsealed_idx" ON "audit_entry" ("created_at", "id") WHERE "sequence" IS NULL;

-- What a token did, and what carrying out an approval did: few entries have either.
CREATE INDEX "audit_entry_approval_id_idx" ON "audit_entry" ("approval_id", "created_at") WHERE "approval_id" IS NOT NULL;
CREATE INDEX "audit_entry_token_id_idx" ON "audit_entry" ("token_id", "created_at", "id") WHERE "token_id" IS NOT NULL;
