-- CreateEnum
CREATE TYPE "ledger_account_kind" AS ENUM ('wallet_cash', 'wallet_voucher', 'wallet_credit', 'clearing', 'revenue', 'tax', 'provider_fees', 'voucher_cost', 'receivable', 'disputes', 'suspense', 'adjustments');

-- CreateEnum
CREATE TYPE "wallet_owner" AS ENUM ('organization', 'customer');

-- CreateEnum
CREATE TYPE "wallet_state" AS ENUM ('active', 'frozen');

-- CreateEnum
CREATE TYPE "wallet_hold_state" AS ENUM ('active', 'captured', 'released');

-- CreateEnum
CREATE TYPE "payment_method_kind" AS ENUM ('card', 'us_bank_account');

-- CreateEnum
CREATE TYPE "payment_method_state" AS ENUM ('active', 'expired', 'detached');

-- CreateEnum
CREATE TYPE "top_up_state" AS ENUM ('pending', 'in_review', 'succeeded', 'failed', 'refunding', 'partially_refunded', 'refunded', 'closed', 'locked');

-- CreateEnum
CREATE TYPE "top_up_channel" AS ENUM ('stripe', 'bank_transfer');

-- CreateEnum
CREATE TYPE "auto_recharge_state" AS ENUM ('active', 'stopped', 'off');

-- CreateEnum
CREATE TYPE "billing_mode" AS ENUM ('prepaid', 'postpaid');

-- CreateEnum
CREATE TYPE "bill_kind" AS ENUM ('prepaid_statement', 'postpaid');

-- CreateEnum
CREATE TYPE "bill_state" AS ENUM ('to_issue', 'issued', 'to_pay', 'partially_paid', 'settled', 'closed', 'void');

-- CreateEnum
CREATE TYPE "bill_item_kind" AS ENUM ('order', 'fee', 'usage', 'adjustment', 'credit');

-- CreateEnum
CREATE TYPE "invoice_state" AS ENUM ('requested', 'issued', 'void');

-- CreateEnum
CREATE TYPE "invoice_kind" AS ENUM ('standard', 'vat_general', 'vat_special');

-- CreateEnum
CREATE TYPE "dispute_kind" AS ENUM ('chargeback', 'bill');

-- CreateEnum
CREATE TYPE "dispute_state" AS ENUM ('open', 'won', 'lost', 'credited', 'rejected');

-- CreateEnum
CREATE TYPE "sku_state" AS ENUM ('active', 'archived');

-- CreateEnum
CREATE TYPE "benefit_kind" AS ENUM ('access', 'voucher', 'report');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunding', 'partially_refunded', 'refunded');

-- CreateEnum
CREATE TYPE "order_source" AS ENUM ('admin', 'api', 'client');

-- CreateEnum
CREATE TYPE "order_payment_method" AS ENUM ('wallet', 'offline', 'online', 'mixed');

-- CreateEnum
CREATE TYPE "payment_attempt_state" AS ENUM ('created', 'pending', 'processing', 'succeeded', 'failed', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "signature_state" AS ENUM ('valid', 'invalid');

-- CreateEnum
CREATE TYPE "payment_event_state" AS ENUM ('received', 'handled', 'ignored', 'failed', 'refused');

-- CreateEnum
CREATE TYPE "refund_state" AS ENUM ('processing', 'unknown', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "refund_destination" AS ENUM ('original', 'balance');

-- CreateEnum
CREATE TYPE "refund_task_state" AS ENUM ('open', 'done', 'dismissed');

-- CreateEnum
CREATE TYPE "benefit_grant_state" AS ENUM ('pending', 'granted', 'failed', 'revoked', 'expired');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "voucher_template_state" AS ENUM ('active', 'archived');

-- CreateEnum
CREATE TYPE "voucher_trigger" AS ENUM ('none', 'sign_up', 'date');

-- CreateEnum
CREATE TYPE "voucher_issue_state" AS ENUM ('running', 'completed', 'failed');

-- CreateEnum
CREATE TYPE "voucher_state" AS ENUM ('active', 'used', 'expired', 'void');

-- CreateEnum
CREATE TYPE "customer_state" AS ENUM ('active', 'suspended');

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" "ledger_account_kind" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "wallet_id" UUID,
    "limited" BOOLEAN NOT NULL,
    "balance" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "held" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "credit_limit" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "last_entry_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_balance_shard" (
    "account_id" UUID NOT NULL,
    "shard" SMALLINT NOT NULL,
    "balance" DECIMAL(24,9) NOT NULL,

    CONSTRAINT "ledger_balance_shard_pkey" PRIMARY KEY ("account_id","shard")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "reference_type" TEXT,
    "reference_id" UUID,
    "reverses_id" UUID,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "wallet_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "balance_after" DECIMAL(24,9),

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id","created_at")
) PARTITION BY RANGE ("created_at");

-- CreateTable
CREATE TABLE "wallet" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "owner" "wallet_owner" NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "state" "wallet_state" NOT NULL DEFAULT 'active',
    "frozen_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallet_hold" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "captured" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "released" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "state" "wallet_hold_state" NOT NULL DEFAULT 'active',
    "reference_type" TEXT,
    "reference_id" UUID,
    "reason" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "wallet_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallet_hold_part" (
    "hold_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "remaining" DECIMAL(24,9) NOT NULL,

    CONSTRAINT "wallet_hold_part_pkey" PRIMARY KEY ("hold_id","account_id")
);

-- CreateTable
CREATE TABLE "payment_method" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "provider" TEXT NOT NULL,
    "provider_ref" TEXT NOT NULL,
    "kind" "payment_method_kind" NOT NULL,
    "brand" TEXT,
    "last4" TEXT,
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "state" "payment_method_state" NOT NULL DEFAULT 'active',
    "preferred" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_customer" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "provider" TEXT NOT NULL,
    "provider_ref" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "top_up" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "wallet_id" UUID NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "channel" "top_up_channel" NOT NULL,
    "state" "top_up_state" NOT NULL DEFAULT 'pending',
    "locked_from" "top_up_state",
    "lock_reason" TEXT,
    "channel_ref" TEXT,
    "proof_file_id" UUID,
    "failure_code" TEXT,
    "failure_reason" TEXT,
    "refunded_amount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "confirmed_by_id" UUID,
    "note" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "credited_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "top_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auto_recharge" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "payment_method_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "threshold" DECIMAL(24,9) NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "monthly_limit" DECIMAL(24,9),
    "state" "auto_recharge_state" NOT NULL DEFAULT 'active',
    "stopped_reason" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "noticed_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_top_up_id" UUID,
    "last_attempt_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auto_recharge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_profile" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "mode" "billing_mode" NOT NULL DEFAULT 'prepaid',
    "currency" CHAR(3) NOT NULL,
    "period_months" INTEGER NOT NULL DEFAULT 1,
    "terms_days" INTEGER NOT NULL DEFAULT 30,
    "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "discount_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "auto_pay" BOOLEAN NOT NULL DEFAULT true,
    "email" TEXT,
    "legal_name" TEXT,
    "tax_id" TEXT,
    "address" TEXT,
    "suspended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill" (
    "id" UUID NOT NULL,
    "number" TEXT,
    "issuer_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "kind" "bill_kind" NOT NULL,
    "state" "bill_state" NOT NULL DEFAULT 'to_issue',
    "currency" CHAR(3) NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "subtotal" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "discount_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "discount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "tax" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "total" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "paid" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "disputed" BOOLEAN NOT NULL DEFAULT false,
    "replaces_id" UUID,
    "void_reason" TEXT,
    "issued_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "dunning_level" INTEGER NOT NULL DEFAULT 0,
    "next_dunning_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill_item" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "bill_id" UUID,
    "kind" "bill_item_kind" NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(24,9) NOT NULL DEFAULT 1,
    "unit_price" DECIMAL(24,9) NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bill_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill_payment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "bill_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "transaction_id" UUID NOT NULL,
    "operator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bill_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_sequence" (
    "issuer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "last" BIGINT NOT NULL,

    CONSTRAINT "document_sequence_pkey" PRIMARY KEY ("issuer_id","kind")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL,
    "number" TEXT,
    "issuer_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "kind" "invoice_kind" NOT NULL,
    "state" "invoice_state" NOT NULL DEFAULT 'requested',
    "legal_name" TEXT NOT NULL,
    "tax_id" TEXT,
    "address" TEXT,
    "email" TEXT,
    "amount" DECIMAL(24,9) NOT NULL,
    "tax" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "note" TEXT,
    "file_id" UUID,
    "requested_by_id" UUID,
    "void_reason" TEXT,
    "issued_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_bill" (
    "invoice_id" UUID NOT NULL,
    "bill_id" UUID NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,

    CONSTRAINT "invoice_bill_pkey" PRIMARY KEY ("invoice_id","bill_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "kind" "dispute_kind" NOT NULL,
    "state" "dispute_state" NOT NULL DEFAULT 'open',
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "attempt_id" UUID,
    "bill_id" UUID,
    "provider" TEXT,
    "provider_ref" TEXT,
    "outcome" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sku" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "currency" CHAR(3) NOT NULL,
    "price" DECIMAL(24,9) NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "state" "sku_state" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sku_benefit" (
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "benefit_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "days" INTEGER,
    "voucher_template_id" UUID,

    CONSTRAINT "sku_benefit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "wallet_id" UUID,
    "source" "order_source" NOT NULL,
    "state" "order_state" NOT NULL DEFAULT 'pending',
    "refunding_from" "order_state",
    "payment_method" "order_payment_method" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total" DECIMAL(24,9) NOT NULL,
    "tax" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "wallet_amount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "voucher_amount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "paid_amount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "refunded_amount" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "hold_id" UUID,
    "business_key" TEXT NOT NULL,
    "external_ref" TEXT,
    "offline_ref" TEXT,
    "operator_id" UUID,
    "note" TEXT,
    "cancel_reason" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_item" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" DECIMAL(24,9) NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "amount" DECIMAL(24,9) NOT NULL,

    CONSTRAINT "order_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "order_id" UUID,
    "top_up_id" UUID,
    "bill_id" UUID,
    "provider" TEXT NOT NULL,
    "state" "payment_attempt_state" NOT NULL DEFAULT 'created',
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "received" DECIMAL(24,9),
    "fee" DECIMAL(24,9),
    "refunded" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "session_ref" TEXT,
    "payment_ref" TEXT,
    "charge_ref" TEXT,
    "pay_url" TEXT,
    "payment_method_id" UUID,
    "failure_code" TEXT,
    "failure_reason" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_event_id" TEXT,
    "type" TEXT NOT NULL,
    "signature_state" "signature_state" NOT NULL,
    "signature_error" TEXT,
    "state" "payment_event_state" NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "payload" JSONB NOT NULL,
    "object_ref" TEXT,
    "organization_id" UUID,
    "attempt_id" UUID,
    "order_id" UUID,
    "address" TEXT,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "order_id" UUID,
    "top_up_id" UUID,
    "attempt_id" UUID,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "fee" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "billed" DECIMAL(24,9) NOT NULL DEFAULT 0,
    "destination" "refund_destination" NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "refund_state" NOT NULL DEFAULT 'processing',
    "approval_id" UUID,
    "hold_id" UUID,
    "provider" TEXT,
    "provider_ref" TEXT,
    "failure_reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_task" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "order_id" UUID,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "state" "refund_task_state" NOT NULL DEFAULT 'open',
    "refund_id" UUID,
    "note" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benefit_grant" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "order_id" UUID,
    "order_item_id" UUID,
    "kind" "benefit_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "state" "benefit_grant_state" NOT NULL DEFAULT 'pending',
    "manual" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "voucher_id" UUID,
    "error" TEXT,
    "granted_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "benefit_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "error" TEXT,
    "mail_id" UUID,
    "requested_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_template" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "valid_days" INTEGER,
    "valid_until" TIMESTAMPTZ(3),
    "minimum_spend" DECIMAL(24,9),
    "sku_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "trigger" "voucher_trigger" NOT NULL DEFAULT 'none',
    "trigger_day" TEXT,
    "state" "voucher_template_state" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voucher_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_issue" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "customer_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "filter" JSONB,
    "occasion" TEXT,
    "state" "voucher_issue_state" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL DEFAULT 0,
    "issued" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "last_customer_id" UUID,
    "error" TEXT,
    "reason" TEXT,
    "operator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "voucher_issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "issue_id" UUID,
    "wallet_id" UUID NOT NULL,
    "customer_id" UUID,
    "account_id" UUID NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "state" "voucher_state" NOT NULL DEFAULT 'active',
    "source" TEXT NOT NULL,
    "reason" TEXT,
    "operator_id" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone_encrypted" TEXT,
    "phone_hash" TEXT,
    "phone_masked" TEXT,
    "state" "customer_state" NOT NULL DEFAULT 'active',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "external_ref" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_account_wallet_id_kind_idx" ON "ledger_account"("wallet_id", "kind");

-- CreateIndex
CREATE INDEX "ledger_account_organization_id_kind_currency_idx" ON "ledger_account"("organization_id", "kind", "currency");

-- CreateIndex
CREATE INDEX "ledger_account_created_at_id_idx" ON "ledger_account"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_key_key" ON "ledger_transaction"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_reverses_id_key" ON "ledger_transaction"("reverses_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_created_at_id_idx" ON "ledger_transaction"("created_at", "id");

-- CreateIndex
CREATE INDEX "ledger_transaction_organization_id_created_at_id_idx" ON "ledger_transaction"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "ledger_transaction_kind_created_at_id_idx" ON "ledger_transaction"("kind", "created_at", "id");

-- CreateIndex
CREATE INDEX "ledger_transaction_reference_type_reference_id_idx" ON "ledger_transaction"("reference_type", "reference_id");

-- CreateIndex
CREATE INDEX "ledger_entry_account_id_sequence_idx" ON "ledger_entry"("account_id", "sequence");

-- CreateIndex
CREATE INDEX "ledger_entry_wallet_id_sequence_idx" ON "ledger_entry"("wallet_id", "sequence");

-- CreateIndex
CREATE INDEX "ledger_entry_organization_id_sequence_idx" ON "ledger_entry"("organization_id", "sequence");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE INDEX "ledger_entry_sequence_id_idx" ON "ledger_entry"("sequence", "id");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_number_key" ON "wallet"("number");

-- CreateIndex
CREATE INDEX "wallet_organization_id_created_at_id_idx" ON "wallet"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_created_at_id_idx" ON "wallet"("created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_hold_wallet_id_created_at_id_idx" ON "wallet_hold"("wallet_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_hold_organization_id_created_at_id_idx" ON "wallet_hold"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_hold_created_at_id_idx" ON "wallet_hold"("created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_hold_reference_type_reference_id_idx" ON "wallet_hold"("reference_type", "reference_id");

-- CreateIndex
CREATE INDEX "wallet_hold_part_account_id_idx" ON "wallet_hold_part"("account_id");

-- CreateIndex
CREATE INDEX "payment_method_organization_id_created_at_id_idx" ON "payment_method"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_method_created_at_id_idx" ON "payment_method"("created_at", "id");

-- CreateIndex
CREATE INDEX "payment_method_customer_id_idx" ON "payment_method"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_method_provider_provider_ref_key" ON "payment_method"("provider", "provider_ref");

-- CreateIndex
CREATE INDEX "provider_customer_organization_id_idx" ON "provider_customer"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_customer_provider_provider_ref_key" ON "provider_customer"("provider", "provider_ref");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_number_key" ON "top_up"("number");

-- CreateIndex
CREATE INDEX "top_up_organization_id_created_at_id_idx" ON "top_up"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "top_up_created_at_id_idx" ON "top_up"("created_at", "id");

-- CreateIndex
CREATE INDEX "top_up_state_created_at_id_idx" ON "top_up"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "top_up_wallet_id_created_at_id_idx" ON "top_up"("wallet_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "top_up_customer_id_idx" ON "top_up"("customer_id");

-- CreateIndex
CREATE INDEX "top_up_channel_ref_idx" ON "top_up"("channel_ref");

-- CreateIndex
CREATE UNIQUE INDEX "auto_recharge_wallet_id_key" ON "auto_recharge"("wallet_id");

-- CreateIndex
CREATE INDEX "auto_recharge_organization_id_created_at_id_idx" ON "auto_recharge"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "auto_recharge_created_at_id_idx" ON "auto_recharge"("created_at", "id");

-- CreateIndex
CREATE INDEX "auto_recharge_state_next_attempt_at_idx" ON "auto_recharge"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "billing_profile_organization_id_created_at_id_idx" ON "billing_profile"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "billing_profile_created_at_id_idx" ON "billing_profile"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bill_replaces_id_key" ON "bill"("replaces_id");

-- CreateIndex
CREATE INDEX "bill_organization_id_created_at_id_idx" ON "bill"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "bill_created_at_id_idx" ON "bill"("created_at", "id");

-- CreateIndex
CREATE INDEX "bill_state_created_at_id_idx" ON "bill"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "bill_state_next_dunning_at_idx" ON "bill"("state", "next_dunning_at");

-- CreateIndex
CREATE UNIQUE INDEX "bill_issuer_id_number_key" ON "bill"("issuer_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "bill_item_source_key" ON "bill_item"("source");

-- CreateIndex
CREATE INDEX "bill_item_bill_id_idx" ON "bill_item"("bill_id");

-- CreateIndex
CREATE INDEX "bill_item_organization_id_bill_id_occurred_at_idx" ON "bill_item"("organization_id", "bill_id", "occurred_at");

-- CreateIndex
CREATE INDEX "bill_item_created_at_id_idx" ON "bill_item"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bill_payment_transaction_id_key" ON "bill_payment"("transaction_id");

-- CreateIndex
CREATE INDEX "bill_payment_bill_id_idx" ON "bill_payment"("bill_id");

-- CreateIndex
CREATE INDEX "bill_payment_organization_id_created_at_id_idx" ON "bill_payment"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_organization_id_created_at_id_idx" ON "invoice"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_created_at_id_idx" ON "invoice"("created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_state_created_at_id_idx" ON "invoice"("state", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_issuer_id_number_key" ON "invoice"("issuer_id", "number");

-- CreateIndex
CREATE INDEX "invoice_bill_bill_id_idx" ON "invoice_bill"("bill_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_number_key" ON "dispute"("number");

-- CreateIndex
CREATE INDEX "dispute_organization_id_created_at_id_idx" ON "dispute"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "dispute_created_at_id_idx" ON "dispute"("created_at", "id");

-- CreateIndex
CREATE INDEX "dispute_state_created_at_id_idx" ON "dispute"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "dispute_bill_id_idx" ON "dispute"("bill_id");

-- CreateIndex
CREATE INDEX "dispute_attempt_id_idx" ON "dispute"("attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_provider_provider_ref_key" ON "dispute"("provider", "provider_ref");

-- CreateIndex
CREATE INDEX "sku_organization_id_created_at_id_idx" ON "sku"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "sku_created_at_id_idx" ON "sku"("created_at", "id");

-- CreateIndex
CREATE INDEX "sku_code_id_idx" ON "sku"("code", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sku_organization_id_code_key" ON "sku"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "sku_benefit_sku_id_code_key" ON "sku_benefit"("sku_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE UNIQUE INDEX "order_hold_id_key" ON "order"("hold_id");

-- CreateIndex
CREATE INDEX "order_organization_id_created_at_id_idx" ON "order"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_created_at_id_idx" ON "order"("created_at", "id");

-- CreateIndex
CREATE INDEX "order_state_created_at_id_idx" ON "order"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_customer_id_created_at_id_idx" ON "order"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_wallet_id_created_at_id_idx" ON "order"("wallet_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_business_key_created_at_idx" ON "order"("business_key", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_organization_id_external_ref_key" ON "order"("organization_id", "external_ref");

-- CreateIndex
CREATE INDEX "order_item_order_id_idx" ON "order_item"("order_id");

-- CreateIndex
CREATE INDEX "order_item_sku_id_idx" ON "order_item"("sku_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_number_key" ON "payment_attempt"("number");

-- CreateIndex
CREATE INDEX "payment_attempt_organization_id_created_at_id_idx" ON "payment_attempt"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_attempt_created_at_id_idx" ON "payment_attempt"("created_at", "id");

-- CreateIndex
CREATE INDEX "payment_attempt_state_created_at_id_idx" ON "payment_attempt"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_attempt_order_id_idx" ON "payment_attempt"("order_id");

-- CreateIndex
CREATE INDEX "payment_attempt_top_up_id_idx" ON "payment_attempt"("top_up_id");

-- CreateIndex
CREATE INDEX "payment_attempt_bill_id_idx" ON "payment_attempt"("bill_id");

-- CreateIndex
CREATE INDEX "payment_attempt_charge_ref_idx" ON "payment_attempt"("charge_ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_provider_session_ref_key" ON "payment_attempt"("provider", "session_ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_provider_payment_ref_key" ON "payment_attempt"("provider", "payment_ref");

-- CreateIndex
CREATE INDEX "payment_event_received_at_id_idx" ON "payment_event"("received_at", "id");

-- CreateIndex
CREATE INDEX "payment_event_state_received_at_id_idx" ON "payment_event"("state", "received_at", "id");

-- CreateIndex
CREATE INDEX "payment_event_organization_id_received_at_id_idx" ON "payment_event"("organization_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "payment_event_attempt_id_idx" ON "payment_event"("attempt_id");

-- CreateIndex
CREATE INDEX "payment_event_object_ref_idx" ON "payment_event"("object_ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_event_provider_provider_event_id_key" ON "payment_event"("provider", "provider_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_number_key" ON "refund"("number");

-- CreateIndex
CREATE UNIQUE INDEX "refund_hold_id_key" ON "refund"("hold_id");

-- CreateIndex
CREATE INDEX "refund_organization_id_created_at_id_idx" ON "refund"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_created_at_id_idx" ON "refund"("created_at", "id");

-- CreateIndex
CREATE INDEX "refund_state_created_at_id_idx" ON "refund"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_top_up_id_idx" ON "refund"("top_up_id");

-- CreateIndex
CREATE INDEX "refund_customer_id_idx" ON "refund"("customer_id");

-- CreateIndex
CREATE INDEX "refund_approval_id_idx" ON "refund"("approval_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_provider_provider_ref_key" ON "refund"("provider", "provider_ref");

-- CreateIndex
CREATE UNIQUE INDEX "refund_task_attempt_id_key" ON "refund_task"("attempt_id");

-- CreateIndex
CREATE INDEX "refund_task_organization_id_created_at_id_idx" ON "refund_task"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_task_state_created_at_id_idx" ON "refund_task"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_task_created_at_id_idx" ON "refund_task"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "benefit_grant_number_key" ON "benefit_grant"("number");

-- CreateIndex
CREATE UNIQUE INDEX "benefit_grant_voucher_id_key" ON "benefit_grant"("voucher_id");

-- CreateIndex
CREATE INDEX "benefit_grant_organization_id_created_at_id_idx" ON "benefit_grant"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "benefit_grant_created_at_id_idx" ON "benefit_grant"("created_at", "id");

-- CreateIndex
CREATE INDEX "benefit_grant_state_created_at_id_idx" ON "benefit_grant"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "benefit_grant_order_id_idx" ON "benefit_grant"("order_id");

-- CreateIndex
CREATE INDEX "benefit_grant_customer_id_idx" ON "benefit_grant"("customer_id");

-- CreateIndex
CREATE INDEX "delivery_attempt_grant_id_idx" ON "delivery_attempt"("grant_id");

-- CreateIndex
CREATE INDEX "delivery_attempt_organization_id_created_at_id_idx" ON "delivery_attempt"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "delivery_attempt_created_at_id_idx" ON "delivery_attempt"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_template_number_key" ON "voucher_template"("number");

-- CreateIndex
CREATE INDEX "voucher_template_organization_id_created_at_id_idx" ON "voucher_template"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_template_created_at_id_idx" ON "voucher_template"("created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_template_name_id_idx" ON "voucher_template"("name", "id");

-- CreateIndex
CREATE INDEX "voucher_issue_organization_id_created_at_id_idx" ON "voucher_issue"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_issue_created_at_id_idx" ON "voucher_issue"("created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_issue_template_id_idx" ON "voucher_issue"("template_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_issue_template_id_occasion_key" ON "voucher_issue"("template_id", "occasion");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_number_key" ON "voucher"("number");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_account_id_key" ON "voucher"("account_id");

-- CreateIndex
CREATE INDEX "voucher_organization_id_created_at_id_idx" ON "voucher"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_created_at_id_idx" ON "voucher"("created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_state_expires_at_idx" ON "voucher"("state", "expires_at");

-- CreateIndex
CREATE INDEX "voucher_wallet_id_idx" ON "voucher"("wallet_id");

-- CreateIndex
CREATE INDEX "voucher_customer_id_idx" ON "voucher"("customer_id");

-- CreateIndex
CREATE INDEX "voucher_template_id_created_at_id_idx" ON "voucher"("template_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_issue_id_wallet_id_key" ON "voucher"("issue_id", "wallet_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_number_key" ON "customer"("number");

-- CreateIndex
CREATE INDEX "customer_organization_id_created_at_id_idx" ON "customer"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "customer_organization_id_id_idx" ON "customer"("organization_id", "id");

-- CreateIndex
CREATE INDEX "customer_created_at_id_idx" ON "customer"("created_at", "id");

-- CreateIndex
CREATE INDEX "customer_name_id_idx" ON "customer"("name", "id");

-- CreateIndex
CREATE INDEX "customer_phone_hash_idx" ON "customer"("phone_hash");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organization_id_email_key" ON "customer"("organization_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organization_id_phone_hash_key" ON "customer"("organization_id", "phone_hash");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organization_id_external_ref_key" ON "customer"("organization_id", "external_ref");

-- AddForeignKey
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_balance_shard" ADD CONSTRAINT "ledger_balance_shard_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "ledger_transaction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_hold" ADD CONSTRAINT "wallet_hold_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_hold" ADD CONSTRAINT "wallet_hold_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_hold_part" ADD CONSTRAINT "wallet_hold_part_hold_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "wallet_hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_hold_part" ADD CONSTRAINT "wallet_hold_part_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_customer" ADD CONSTRAINT "provider_customer_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_customer" ADD CONSTRAINT "provider_customer_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_proof_file_id_fkey" FOREIGN KEY ("proof_file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_confirmed_by_id_fkey" FOREIGN KEY ("confirmed_by_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auto_recharge" ADD CONSTRAINT "auto_recharge_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auto_recharge" ADD CONSTRAINT "auto_recharge_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auto_recharge" ADD CONSTRAINT "auto_recharge_payment_method_id_fkey" FOREIGN KEY ("payment_method_id") REFERENCES "payment_method"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_profile" ADD CONSTRAINT "billing_profile_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_profile" ADD CONSTRAINT "billing_profile_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "bill"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_item" ADD CONSTRAINT "bill_item_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_item" ADD CONSTRAINT "bill_item_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_item" ADD CONSTRAINT "bill_item_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_payment" ADD CONSTRAINT "bill_payment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_payment" ADD CONSTRAINT "bill_payment_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_sequence" ADD CONSTRAINT "document_sequence_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_bill" ADD CONSTRAINT "invoice_bill_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_bill" ADD CONSTRAINT "invoice_bill_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "payment_attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku" ADD CONSTRAINT "sku_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku_benefit" ADD CONSTRAINT "sku_benefit_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku_benefit" ADD CONSTRAINT "sku_benefit_voucher_template_id_fkey" FOREIGN KEY ("voucher_template_id") REFERENCES "voucher_template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_top_up_id_fkey" FOREIGN KEY ("top_up_id") REFERENCES "top_up"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "payment_attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_top_up_id_fkey" FOREIGN KEY ("top_up_id") REFERENCES "top_up"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "payment_attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_task" ADD CONSTRAINT "refund_task_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_order_item_id_fkey" FOREIGN KEY ("order_item_id") REFERENCES "order_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "benefit_grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_template" ADD CONSTRAINT "voucher_template_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_issue" ADD CONSTRAINT "voucher_issue_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_issue" ADD CONSTRAINT "voucher_issue_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "voucher_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "voucher_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "voucher_issue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: what Prisma's schema language cannot say.

CREATE SEQUENCE "number_customer";
CREATE SEQUENCE "number_wallet";
CREATE SEQUENCE "number_top_up";
CREATE SEQUENCE "number_order";
CREATE SEQUENCE "number_payment_attempt";
CREATE SEQUENCE "number_refund";
CREATE SEQUENCE "number_dispute";
CREATE SEQUENCE "number_benefit_grant";
CREATE SEQUENCE "number_voucher_template";
CREATE SEQUENCE "number_voucher";

-- One of each.
CREATE UNIQUE INDEX "wallet_organization_currency_key" ON "wallet" ("organization_id", "currency") WHERE "customer_id" IS NULL;
CREATE UNIQUE INDEX "wallet_customer_currency_key" ON "wallet" ("customer_id", "currency") WHERE "customer_id" IS NOT NULL;
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_owner_matches" CHECK (("owner" = 'customer') = ("customer_id" IS NOT NULL));
CREATE UNIQUE INDEX "ledger_account_system_key" ON "ledger_account" ("organization_id", "kind", "channel", "currency") WHERE "wallet_id" IS NULL;
CREATE UNIQUE INDEX "ledger_account_wallet_key" ON "ledger_account" ("wallet_id", "kind") WHERE "kind" IN ('wallet_cash', 'wallet_credit');
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_limited_is_a_wallets" CHECK ("limited" = ("wallet_id" IS NOT NULL));
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_amounts" CHECK ("held" >= 0 AND "credit_limit" >= 0);
CREATE INDEX "ledger_account_open_idx" ON "ledger_account" ("wallet_id") WHERE "closed_at" IS NULL;
CREATE UNIQUE INDEX "billing_profile_organization_key" ON "billing_profile" ("organization_id", "currency") WHERE "customer_id" IS NULL;
CREATE UNIQUE INDEX "billing_profile_customer_key" ON "billing_profile" ("customer_id", "currency") WHERE "customer_id" IS NOT NULL;
CREATE UNIQUE INDEX "provider_customer_organization_key" ON "provider_customer" ("organization_id", "provider") WHERE "customer_id" IS NULL;
CREATE UNIQUE INDEX "provider_customer_customer_key" ON "provider_customer" ("customer_id", "provider") WHERE "customer_id" IS NOT NULL;
CREATE UNIQUE INDEX "bill_period_key" ON "bill" ("organization_id", (coalesce("customer_id", "organization_id")), "kind", "currency", "period_start")
  WHERE "state" <> 'void';

-- Amounts that make sense.
ALTER TABLE "wallet_hold" ADD CONSTRAINT "wallet_hold_amounts" CHECK ("amount" > 0 AND "captured" >= 0 AND "released" >= 0 AND "captured" + "released" <= "amount");
ALTER TABLE "wallet_hold_part" ADD CONSTRAINT "wallet_hold_part_amounts" CHECK ("remaining" >= 0 AND "remaining" <= "amount");
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_amounts" CHECK ("amount" > 0 AND "refunded_amount" >= 0 AND "refunded_amount" <= "amount");
ALTER TABLE "sku" ADD CONSTRAINT "sku_price" CHECK ("price" >= 0 AND "tax_rate" >= 0);
ALTER TABLE "order" ADD CONSTRAINT "order_amounts" CHECK ("total" >= 0 AND "paid_amount" >= 0 AND "refunded_amount" >= 0 AND "refunded_amount" <= "paid_amount");
ALTER TABLE "order" ADD CONSTRAINT "order_only_pending_expires" CHECK ("expires_at" IS NULL OR "state" = 'pending');
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_quantity" CHECK ("quantity" > 0);
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_for_one" CHECK (num_nonnulls("order_id", "top_up_id", "bill_id") = 1);
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_amount" CHECK ("amount" > 0);
ALTER TABLE "refund" ADD CONSTRAINT "refund_amounts" CHECK ("amount" > 0 AND "fee" >= 0 AND "fee" < "amount" AND "billed" >= 0);
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_amount" CHECK ("amount" > 0);
ALTER TABLE "voucher_template" ADD CONSTRAINT "voucher_template_amount" CHECK ("amount" > 0);
ALTER TABLE "bill" ADD CONSTRAINT "bill_amounts" CHECK ("paid" >= 0 AND "period_end" > "period_start");

-- What jobs look for.
CREATE INDEX "order_expiring_idx" ON "order" ("expires_at", "id") WHERE "state" = 'pending' AND "expires_at" IS NOT NULL;
CREATE INDEX "wallet_hold_expiring_idx" ON "wallet_hold" ("expires_at") WHERE "state" = 'active' AND "expires_at" IS NOT NULL;
CREATE INDEX "payment_event_open_idx" ON "payment_event" ("received_at") WHERE "state" IN ('received', 'failed');
CREATE INDEX "bill_item_waiting_idx" ON "bill_item" ("organization_id", "occurred_at") WHERE "bill_id" IS NULL;

-- What people search by.
CREATE INDEX "customer_name_search_idx" ON "customer" USING gin ("name" gin_trgm_ops);
CREATE INDEX "customer_email_search_idx" ON "customer" USING gin ("email" gin_trgm_ops);
CREATE INDEX "customer_number_search_idx" ON "customer" USING gin ("number" gin_trgm_ops);
CREATE INDEX "customer_external_ref_search_idx" ON "customer" USING gin ("external_ref" gin_trgm_ops);
CREATE INDEX "order_number_search_idx" ON "order" USING gin ("number" gin_trgm_ops);
CREATE INDEX "order_external_ref_search_idx" ON "order" USING gin ("external_ref" gin_trgm_ops);
CREATE INDEX "top_up_number_search_idx" ON "top_up" USING gin ("number" gin_trgm_ops);
CREATE INDEX "top_up_channel_ref_search_idx" ON "top_up" USING gin ("channel_ref" gin_trgm_ops);
CREATE INDEX "payment_attempt_number_search_idx" ON "payment_attempt" USING gin ("number" gin_trgm_ops);
CREATE INDEX "payment_attempt_payment_ref_search_idx" ON "payment_attempt" USING gin ("payment_ref" gin_trgm_ops);
CREATE INDEX "refund_number_search_idx" ON "refund" USING gin ("number" gin_trgm_ops);
CREATE INDEX "bill_number_search_idx" ON "bill" USING gin ("number" gin_trgm_ops);
CREATE INDEX "invoice_number_search_idx" ON "invoice" USING gin ("number" gin_trgm_ops);
CREATE INDEX "voucher_number_search_idx" ON "voucher" USING gin ("number" gin_trgm_ops);
CREATE INDEX "wallet_number_search_idx" ON "wallet" USING gin ("number" gin_trgm_ops);
CREATE INDEX "benefit_grant_number_search_idx" ON "benefit_grant" USING gin ("number" gin_trgm_ops);
CREATE INDEX "ledger_transaction_key_search_idx" ON "ledger_transaction" USING gin ("key" gin_trgm_ops);

-- The ledger. Errors carry the SQLSTATE class FL, which lib/billing/ledger/errors.ts puts into words.

-- Entries and transactions are written once.
CREATE FUNCTION ledger_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger does not change: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'FL000';
END $$;

CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entry_is_not_emptied BEFORE TRUNCATE ON "ledger_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transaction_stays BEFORE UPDATE OR DELETE ON "ledger_transaction"
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transaction_is_not_emptied BEFORE TRUNCATE ON "ledger_transaction"
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The entries one statement adds sum to zero for each transaction and currency: so does whatever is added in all.
CREATE FUNCTION ledger_require_balance() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added GROUP BY transaction_id, currency HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'entries do not sum to zero' USING ERRCODE = 'FL001';
  END IF;
  IF EXISTS (
    SELECT FROM added JOIN ledger_account AS account ON account.id = added.account_id
    WHERE account.currency <> added.currency OR account.organization_id <> added.organization_id
  ) THEN
    RAISE EXCEPTION 'an entry and its account differ in currency or organization' USING ERRCODE = 'FL002';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_entry_balances AFTER INSERT ON "ledger_entry"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_balance();

-- A partition written to directly knows the same rules.
CREATE FUNCTION ensure_ledger_partitions(from_month date, months int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  partition record;
BEGIN
  PERFORM ensure_month_partitions('ledger_entry', from_month, months);
  FOR partition IN
    SELECT inhrelid::regclass AS name FROM pg_inherits
    WHERE inhparent = 'ledger_entry'::regclass
      AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = inhrelid AND tgname = 'ledger_partition_balances')
  LOOP
    EXECUTE format('CREATE TRIGGER ledger_partition_balances AFTER INSERT ON %s
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_balance()', partition.name);
    EXECUTE format('CREATE TRIGGER ledger_partition_is_not_emptied BEFORE TRUNCATE ON %s
      FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()', partition.name);
  END LOOP;
END $$;

CREATE TABLE "ledger_entry_default" PARTITION OF "ledger_entry" DEFAULT;
SELECT ensure_ledger_partitions((now() - interval '13 months')::date, 16);

-- What may be spent of an account never falls below minus its credit limit. It may stand below, when the limit was lowered.
CREATE FUNCTION ledger_require_limit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.balance - NEW.held < -NEW.credit_limit AND NEW.balance - NEW.held < OLD.balance - OLD.held THEN
    RAISE EXCEPTION 'account % would fall below its limit', NEW.id USING ERRCODE = 'FL003';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER ledger_account_limit BEFORE UPDATE OF balance, held ON "ledger_account"
  FOR EACH ROW WHEN (OLD.limited) EXECUTE FUNCTION ledger_require_limit();

-- An account of the organization itself, made when it is first needed.
CREATE FUNCTION ledger_system_account(p_organization uuid, p_kind ledger_account_kind, p_channel text, p_currency text, p_at timestamptz)
RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  found_id uuid;
BEGIN
  SELECT id INTO found_id FROM ledger_account
  WHERE organization_id = p_organization AND kind = p_kind AND channel = p_channel AND currency = p_currency AND wallet_id IS NULL;
  IF found_id IS NOT NULL THEN RETURN found_id; END IF;
  INSERT INTO ledger_account (id, organization_id, kind, channel, currency, limited, created_at)
  VALUES (gen_random_uuid(), p_organization, p_kind, p_channel, p_currency, false, p_at)
  ON CONFLICT DO NOTHING;
  SELECT id INTO found_id FROM ledger_account
  WHERE organization_id = p_organization AND kind = p_kind AND channel = p_channel AND currency = p_currency AND wallet_id IS NULL;
  RETURN found_id;
END $$;

-- Posts a transaction in one round trip. p_entries is an array of { "account": uuid, "amount": "12.34" } or, for an account of
-- the organization itself, { "system": kind, "channel": "stripe", "currency": "USD", "amount": "-12.34" }.
-- Locks the limited accounts in id order. The same key again returns the first transaction.
CREATE FUNCTION ledger_post(
  p_id uuid, p_key text, p_kind text, p_organization uuid, p_at timestamptz,
  p_reference_type text, p_reference_id uuid, p_reverses uuid, p_note text, p_entries jsonb
) RETURNS TABLE (transaction_id uuid, replayed boolean)
LANGUAGE plpgsql AS $$
DECLARE
  content text := md5(p_kind || p_organization || p_entries);
  earlier record;
  account_ids uuid[];
  amounts numeric[];
  moment timestamptz;
BEGIN
  SELECT t.id, t.content_hash INTO earlier FROM ledger_transaction AS t WHERE t.key = p_key;
  IF NOT FOUND THEN
    SELECT array_agg(coalesce((e.value ->> 'account')::uuid, ledger_system_account(p_organization,
             (e.value ->> 'system')::ledger_account_kind, coalesce(e.value ->> 'channel', ''), e.value ->> 'currency', p_at)) ORDER BY e.ordinality),
           array_agg((e.value ->> 'amount')::numeric ORDER BY e.ordinality)
      INTO account_ids, amounts
      FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e;
    SELECT max(locked.last_entry_at) INTO moment FROM (
      SELECT last_entry_at FROM ledger_account WHERE id = ANY (account_ids) AND limited ORDER BY id FOR UPDATE
    ) AS locked;
    moment := greatest(p_at, moment);
    INSERT INTO ledger_transaction (id, key, content_hash, kind, organization_id, reference_type, reference_id, reverses_id, note, created_at)
    VALUES (p_id, p_key, content, p_kind, p_organization, p_reference_type, p_reference_id, p_reverses, p_note, moment)
    ON CONFLICT (key) DO NOTHING;
    IF FOUND THEN
      INSERT INTO ledger_entry (created_at, transaction_id, account_id, organization_id, wallet_id, currency, amount, balance_after)
      SELECT moment, p_id, account.id, account.organization_id, account.wallet_id, account.currency, line.amount,
             CASE WHEN account.limited
               THEN account.balance + sum(line.amount) OVER (PARTITION BY line.account_id ORDER BY line.ordinality) END
      FROM unnest(account_ids, amounts) WITH ORDINALITY AS line (account_id, amount, ordinality)
      JOIN ledger_account AS account ON account.id = line.account_id
      ORDER BY line.ordinality;
      UPDATE ledger_account AS account SET balance = account.balance + delta.amount, last_entry_at = moment
      FROM (SELECT line.account_id, sum(line.amount) AS amount FROM unnest(account_ids, amounts) AS line (account_id, amount)
            GROUP BY line.account_id) AS delta
      WHERE account.id = delta.account_id AND account.limited;
      INSERT INTO ledger_balance_shard AS shard (account_id, shard, balance)
      SELECT line.account_id, pg_backend_pid() % 16, sum(line.amount)
      FROM unnest(account_ids, amounts) AS line (account_id, amount)
      JOIN ledger_account AS account ON account.id = line.account_id AND NOT account.limited
      GROUP BY line.account_id ORDER BY line.account_id
      ON CONFLICT (account_id, shard) DO UPDATE SET balance = shard.balance + excluded.balance;
      RETURN QUERY SELECT p_id, false;
      RETURN;
    END IF;
    SELECT t.id, t.content_hash INTO earlier FROM ledger_transaction AS t WHERE t.key = p_key;
  END IF;
  IF earlier.content_hash <> content THEN
    RAISE EXCEPTION 'the key % was posted with another content', p_key USING ERRCODE = 'FL004';
  END IF;
  RETURN QUERY SELECT earlier.id, true;
END $$;

-- The order in which a wallet's parts are spent.
CREATE FUNCTION wallet_rank(kind ledger_account_kind) RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE kind WHEN 'wallet_voucher' THEN 1 WHEN 'wallet_cash' THEN 2 ELSE 3 END $$;

-- Locks what a wallet can spend from and says how an amount is taken: vouchers that expire first, then cash, then credit.
-- p_kinds restricts it to some of them, p_skip leaves accounts out (vouchers whose conditions do not hold).
CREATE FUNCTION wallet_allocate(p_wallet uuid, p_amount numeric, p_currency text, p_at timestamptz, p_kinds text[], p_skip uuid[])
RETURNS TABLE (account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owned record;
BEGIN
  IF p_amount <= 0 THEN RAISE EXCEPTION 'not an amount to spend: %', p_amount USING ERRCODE = 'FL007'; END IF;
  PERFORM 1 FROM ledger_account WHERE wallet_id = p_wallet AND closed_at IS NULL ORDER BY id FOR UPDATE;
  -- Read after the locks: who freezes a wallet takes them too.
  SELECT state, currency INTO owned FROM wallet WHERE id = p_wallet;
  IF NOT FOUND THEN RAISE EXCEPTION 'no wallet %', p_wallet USING ERRCODE = 'FL005'; END IF;
  IF owned.state <> 'active' THEN RAISE EXCEPTION 'wallet % is frozen', p_wallet USING ERRCODE = 'FL006'; END IF;
  IF owned.currency <> p_currency THEN RAISE EXCEPTION 'wallet % is kept in %', p_wallet, owned.currency USING ERRCODE = 'FL002'; END IF;
  RETURN QUERY
  WITH usable AS (
    SELECT id, kind, balance - held + credit_limit AS free,
           row_number() OVER (ORDER BY wallet_rank(kind), expires_at NULLS LAST, id) AS place
    FROM ledger_account
    WHERE wallet_id = p_wallet AND closed_at IS NULL AND kind::text = ANY (p_kinds) AND id <> ALL (p_skip)
      AND balance - held + credit_limit > 0 AND (expires_at IS NULL OR expires_at > p_at)
  ), summed AS (
    SELECT id, kind, free, place, coalesce(sum(free) OVER (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached
    FROM usable
  )
  SELECT id, kind::text, least(free, p_amount - reached) FROM summed WHERE reached < p_amount ORDER BY place;
END $$;

-- Takes an amount out of a wallet and posts it against p_counter (entries as ledger_post takes them), in one round trip.
CREATE FUNCTION wallet_spend(
  p_id uuid, p_key text, p_kind text, p_wallet uuid, p_amount numeric, p_currency text, p_at timestamptz,
  p_kinds text[], p_skip uuid[], p_reference_type text, p_reference_id uuid, p_note text, p_counter jsonb
) RETURNS TABLE (transaction_id uuid, replayed boolean, account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parts jsonb;
  available numeric;
  earlier uuid;
  owner uuid;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('account', part.account_id, 'kind', part.kind, 'amount', (-part.amount)::text)), sum(part.amount)
    INTO parts, available
    FROM wallet_allocate(p_wallet, p_amount, p_currency, p_at, p_kinds, p_skip) AS part;
  -- After the locks: a repeat that ran beside the first sees it now.
  SELECT id INTO earlier FROM ledger_transaction WHERE key = p_key;
  IF FOUND THEN
    RETURN QUERY SELECT entry.transaction_id, true, entry.account_id, account.kind::text, -entry.amount
      FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
      WHERE entry.transaction_id = earlier AND entry.wallet_id = p_wallet;
    RETURN;
  END IF;
  IF coalesce(available, 0) < p_amount THEN
    RAISE EXCEPTION 'wallet % can spend % of %', p_wallet, coalesce(available, 0), p_amount USING ERRCODE = 'FL003';
  END IF;
  SELECT organization_id INTO owner FROM wallet WHERE id = p_wallet;
  PERFORM ledger_post(p_id, p_key, p_kind, owner, p_at, p_reference_type, p_reference_id, NULL, p_note, parts || p_counter);
  RETURN QUERY SELECT p_id, false, (part ->> 'account')::uuid, part ->> 'kind', -(part ->> 'amount')::numeric
    FROM jsonb_array_elements(parts) AS part;
END $$;

-- Sets an amount aside: it stays in the balance and can be neither spent nor held again.
CREATE FUNCTION wallet_hold(
  p_id uuid, p_wallet uuid, p_amount numeric, p_currency text, p_at timestamptz, p_expires_at timestamptz,
  p_kinds text[], p_skip uuid[], p_reference_type text, p_reference_id uuid, p_reason text
) RETURNS TABLE (account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parts jsonb;
  available numeric;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('account', part.account_id, 'kind', part.kind, 'amount', part.amount)), sum(part.amount)
    INTO parts, available
    FROM wallet_allocate(p_wallet, p_amount, p_currency, p_at, p_kinds, p_skip) AS part;
  IF coalesce(available, 0) < p_amount THEN
    RAISE EXCEPTION 'wallet % can hold % of %', p_wallet, coalesce(available, 0), p_amount USING ERRCODE = 'FL003';
  END IF;
  INSERT INTO wallet_hold (id, organization_id, wallet_id, currency, amount, reference_type, reference_id, reason, expires_at, created_at)
  SELECT p_id, organization_id, id, currency, p_amount, p_reference_type, p_reference_id, p_reason, p_expires_at, p_at
  FROM wallet WHERE id = p_wallet;
  INSERT INTO wallet_hold_part (hold_id, account_id, amount, remaining)
  SELECT p_id, (part ->> 'account')::uuid, (part ->> 'amount')::numeric, (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part;
  UPDATE ledger_account AS account SET held = account.held + (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part WHERE account.id = (part ->> 'account')::uuid;
  RETURN QUERY SELECT (part ->> 'account')::uuid, part ->> 'kind', (part ->> 'amount')::numeric FROM jsonb_array_elements(parts) AS part;
END $$;

-- Ends some of a hold's reservation, in spending order, and says from where. The hold's row and its accounts stay locked.
CREATE FUNCTION wallet_unhold(p_hold uuid, p_amount numeric) RETURNS TABLE (account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parts jsonb;
  open numeric;
BEGIN
  PERFORM 1 FROM ledger_account WHERE id IN (SELECT account_id FROM wallet_hold_part WHERE hold_id = p_hold) ORDER BY id FOR UPDATE;
  WITH ranked AS (
    SELECT part.account_id, account.kind, part.remaining,
           coalesce(sum(part.remaining) OVER (ORDER BY wallet_rank(account.kind), account.expires_at NULLS LAST, account.id
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached
    FROM wallet_hold_part AS part JOIN ledger_account AS account ON account.id = part.account_id
    WHERE part.hold_id = p_hold AND part.remaining > 0
  )
  SELECT jsonb_agg(jsonb_build_object('account', account_id, 'kind', kind, 'amount', least(remaining, p_amount - reached))),
         sum(least(remaining, p_amount - reached))
    INTO parts, open FROM ranked WHERE reached < p_amount;
  IF p_amount <= 0 THEN RAISE EXCEPTION 'not an amount: %', p_amount USING ERRCODE = 'FL007'; END IF;
  IF coalesce(open, 0) < p_amount THEN
    RAISE EXCEPTION 'hold % has % left of %', p_hold, coalesce(open, 0), p_amount USING ERRCODE = 'FL008';
  END IF;
  UPDATE wallet_hold_part AS own SET remaining = own.remaining - (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part WHERE own.hold_id = p_hold AND own.account_id = (part ->> 'account')::uuid;
  UPDATE ledger_account AS account SET held = account.held - (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part WHERE account.id = (part ->> 'account')::uuid;
  RETURN QUERY SELECT (part ->> 'account')::uuid, part ->> 'kind', (part ->> 'amount')::numeric FROM jsonb_array_elements(parts) AS part;
END $$;

-- Spends held money against p_counter and gives the rest of the hold back. Works once per hold.
CREATE FUNCTION wallet_capture(
  p_id uuid, p_key text, p_kind text, p_hold uuid, p_amount numeric, p_at timestamptz,
  p_reference_type text, p_reference_id uuid, p_note text, p_counter jsonb
) RETURNS TABLE (transaction_id uuid, account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  hold record;
  parts jsonb;
  rest numeric;
BEGIN
  SELECT * INTO hold FROM wallet_hold WHERE id = p_hold FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no hold %', p_hold USING ERRCODE = 'FL005'; END IF;
  IF hold.state <> 'active' THEN RAISE EXCEPTION 'hold % is %', p_hold, hold.state USING ERRCODE = 'FL009'; END IF;
  SELECT jsonb_agg(jsonb_build_object('account', part.account_id, 'kind', part.kind, 'amount', (-part.amount)::text)) INTO parts
    FROM wallet_unhold(p_hold, p_amount) AS part;
  rest := hold.amount - hold.captured - hold.released - p_amount;
  IF rest > 0 THEN PERFORM wallet_unhold(p_hold, rest); END IF;
  UPDATE wallet_hold SET state = 'captured', captured = captured + p_amount, released = released + rest, ended_at = p_at WHERE id = p_hold;
  PERFORM ledger_post(p_id, p_key, p_kind, hold.organization_id, p_at, p_reference_type, p_reference_id, NULL, p_note, parts || p_counter);
  RETURN QUERY SELECT p_id, (part ->> 'account')::uuid, part ->> 'kind', -(part ->> 'amount')::numeric FROM jsonb_array_elements(parts) AS part;
END $$;

-- Gives a hold back, whole or in part.
CREATE FUNCTION wallet_release(p_hold uuid, p_amount numeric, p_at timestamptz) RETURNS numeric
LANGUAGE plpgsql AS $$
DECLARE
  hold record;
  rest numeric;
BEGIN
  SELECT * INTO hold FROM wallet_hold WHERE id = p_hold FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no hold %', p_hold USING ERRCODE = 'FL005'; END IF;
  IF hold.state <> 'active' THEN RAISE EXCEPTION 'hold % is %', p_hold, hold.state USING ERRCODE = 'FL009'; END IF;
  rest := hold.amount - hold.captured - hold.released;
  PERFORM wallet_unhold(p_hold, coalesce(p_amount, rest));
  UPDATE wallet_hold SET released = released + coalesce(p_amount, rest),
    state = CASE WHEN coalesce(p_amount, rest) = rest THEN 'released'::wallet_hold_state ELSE state END,
    ended_at = CASE WHEN coalesce(p_amount, rest) = rest THEN p_at END
  WHERE id = p_hold;
  RETURN coalesce(p_amount, rest);
END $$;

-- An account's balance, whether it is kept in one place or in shards.
CREATE VIEW "ledger_balance" AS
SELECT account.id AS account_id, account.organization_id, account.kind, account.channel, account.currency, account.wallet_id,
       CASE WHEN account.limited THEN account.balance ELSE coalesce(shards.balance, 0) END AS balance
FROM ledger_account AS account
LEFT JOIN LATERAL (SELECT sum(balance) AS balance FROM ledger_balance_shard WHERE account_id = account.id) AS shards ON NOT account.limited;
