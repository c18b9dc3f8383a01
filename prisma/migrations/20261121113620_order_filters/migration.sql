-- CreateIndex
CREATE INDEX "order_payment_method_created_at_id_idx" ON "order"("payment_method", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_source_created_at_id_idx" ON "order"("source", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_currency_created_at_id_idx" ON "order"("currency", "created_at", "id");

-- CreateIndex
CREATE INDEX "order_total_idx" ON "order"("total");
