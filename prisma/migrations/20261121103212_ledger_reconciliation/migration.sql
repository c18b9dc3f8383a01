-- CreateEnum
CREATE TYPE "ledger_reconciliation_state" AS ENUM ('running', 'clean', 'different', 'failed');

-- CreateTable
CREATE TABLE "ledger_reconciliation" (
    "id" UUID NOT NULL,
    "state" "ledger_reconciliation_state" NOT NULL DEFAULT 'running',
    "requested_by_id" UUID,
    "accounts" INTEGER NOT NULL DEFAULT 0,
    "wallets" INTEGER NOT NULL DEFAULT 0,
    "holds" INTEGER NOT NULL DEFAULT 0,
    "entries" BIGINT NOT NULL DEFAULT 0,
    "fault_count" INTEGER NOT NULL DEFAULT 0,
    "faults" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "ledger_reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_reconciliation_started_at_id_idx" ON "ledger_reconciliation"("started_at", "id");

-- CreateIndex
CREATE INDEX "wallet_state_created_at_id_idx" ON "wallet"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "wallet_hold_state_created_at_id_idx" ON "wallet_hold"("state", "created_at", "id");

-- AddForeignKey
ALTER TABLE "ledger_reconciliation" ADD CONSTRAINT "ledger_reconciliation_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;
