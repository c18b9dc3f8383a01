-- CreateEnum
CREATE TYPE "bill_run_state" AS ENUM ('running', 'completed', 'failed');

-- AlterTable
ALTER TABLE "billing_profile" ADD COLUMN     "organization_too" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "bill" ADD COLUMN     "on_credit" DECIMAL(24,9) NOT NULL DEFAULT 0,
ADD COLUMN     "run_id" UUID;

-- AlterTable
ALTER TABLE "bill_payment" ADD COLUMN     "reference" TEXT,
ADD COLUMN     "return_id" UUID,
ADD COLUMN     "returned_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "bill_run" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "period_from" DATE NOT NULL,
    "period_until" DATE NOT NULL,
    "by_profile" BOOLEAN NOT NULL,
    "time_zone" TEXT,
    "state" "bill_run_state" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL DEFAULT 0,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "last_profile_id" UUID,
    "error" TEXT,
    "operator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "bill_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bill_run_organization_id_created_at_id_idx" ON "bill_run"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "bill_run_created_at_id_idx" ON "bill_run"("created_at", "id");

-- CreateIndex
CREATE INDEX "bill_customer_id_created_at_id_idx" ON "bill"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "bill_run_id_idx" ON "bill"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "bill_payment_return_id_key" ON "bill_payment"("return_id");

-- CreateIndex
CREATE INDEX "bill_payment_created_at_id_idx" ON "bill_payment"("created_at", "id");

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is written by hand: what Prisma's schema language cannot say.

-- A transfer pays once.
CREATE UNIQUE INDEX "bill_payment_reference_key" ON "bill_payment" ("method", "reference") WHERE "reference" IS NOT NULL AND "returned_at" IS NULL;
-- One dispute of a bill at a time.
CREATE UNIQUE INDEX "dispute_open_bill_key" ON "dispute" ("bill_id") WHERE "kind" = 'bill' AND "state" = 'open';
-- A run that begins by itself begins once.
CREATE UNIQUE INDEX "bill_run_automatic_key" ON "bill_run" ("time_zone", "period_until") WHERE "time_zone" IS NOT NULL;
-- What of a customer waits for the next bill.
CREATE INDEX "bill_item_customer_waiting_idx" ON "bill_item" ("customer_id", "occurred_at") WHERE "bill_id" IS NULL AND "customer_id" IS NOT NULL;
-- Reminders and suspensions that are due.
CREATE INDEX "bill_dunning_idx" ON "bill" ("next_dunning_at", "id") WHERE "next_dunning_at" IS NOT NULL;
