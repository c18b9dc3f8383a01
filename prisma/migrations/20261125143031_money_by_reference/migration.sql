-- CreateIndex
CREATE INDEX "auto_recharge_last_top_up_id_idx" ON "auto_recharge"("last_top_up_id");

-- CreateIndex
CREATE INDEX "auto_recharge_payment_method_id_idx" ON "auto_recharge"("payment_method_id");

-- CreateIndex
CREATE INDEX "invoice_customer_id_created_at_id_idx" ON "invoice"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "dispute_customer_id_created_at_id_idx" ON "dispute"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_event_order_id_idx" ON "payment_event"("order_id");

-- CreateIndex
CREATE INDEX "payment_event_type_received_at_id_idx" ON "payment_event"("type", "received_at", "id");

-- CreateIndex
CREATE INDEX "refund_attempt_id_idx" ON "refund"("attempt_id");

-- CreateIndex
CREATE INDEX "refund_task_refund_id_idx" ON "refund_task"("refund_id");

-- What the search boxes of refunds and disputes look through.
CREATE INDEX "refund_provider_ref_search_idx" ON "refund" USING gin ("provider_ref" gin_trgm_ops);
CREATE INDEX "dispute_number_search_idx" ON "dispute" USING gin ("number" gin_trgm_ops);
CREATE INDEX "dispute_provider_ref_search_idx" ON "dispute" USING gin ("provider_ref" gin_trgm_ops);
