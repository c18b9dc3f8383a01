-- DropIndex
DROP INDEX "ledger_transaction_reference_type_reference_id_idx";

-- DropIndex
DROP INDEX "wallet_hold_reference_type_reference_id_idx";

-- CreateIndex
CREATE INDEX "ledger_transaction_reference_id_reference_type_idx" ON "ledger_transaction"("reference_id", "reference_type");

-- CreateIndex
CREATE INDEX "wallet_hold_reference_id_reference_type_idx" ON "wallet_hold"("reference_id", "reference_type");

-- CreateIndex
CREATE INDEX "top_up_created_by_id_idx" ON "top_up"("created_by_id");

-- CreateIndex
CREATE INDEX "top_up_proof_file_id_idx" ON "top_up"("proof_file_id");

-- CreateIndex
CREATE INDEX "bill_item_customer_id_idx" ON "bill_item"("customer_id");

-- CreateIndex
CREATE INDEX "invoice_file_id_idx" ON "invoice"("file_id");
