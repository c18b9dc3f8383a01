-- AlterTable
ALTER TABLE "benefit_grant" ADD COLUMN     "days" INTEGER,
ADD COLUMN     "template_id" UUID;

-- CreateIndex
CREATE INDEX "order_operator_id_created_at_id_idx" ON "order"("operator_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_task_order_id_idx" ON "refund_task"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempt_mail_id_key" ON "delivery_attempt"("mail_id");

-- AddForeignKey
ALTER TABLE "benefit_grant" ADD CONSTRAINT "benefit_grant_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "voucher_template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What jobs look for.
CREATE INDEX "benefit_grant_expiring_idx" ON "benefit_grant" ("expires_at", "id") WHERE "state" = 'granted' AND "expires_at" IS NOT NULL;

-- What people search by.
CREATE INDEX "order_offline_ref_idx" ON "order" ("offline_ref") WHERE "offline_ref" IS NOT NULL;
CREATE INDEX "sku_name_search_idx" ON "sku" USING gin ("name" gin_trgm_ops);
CREATE INDEX "sku_code_search_idx" ON "sku" USING gin ("code" gin_trgm_ops);
