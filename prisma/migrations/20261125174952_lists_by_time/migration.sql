-- CreateIndex
CREATE INDEX "outbox_event_sent_at_idx" ON "outbox_event" USING BRIN ("sent_at");

-- CreateIndex
CREATE INDEX "session_last_seen_at_idx" ON "session" USING BRIN ("last_seen_at");

-- CreateIndex
CREATE INDEX "approval_target_id_created_at_id_idx" ON "approval"("target_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "approval_expires_at_idx" ON "approval" USING BRIN ("expires_at");

-- CreateIndex
CREATE INDEX "approval_decided_at_idx" ON "approval" USING BRIN ("decided_at");

-- CreateIndex
CREATE INDEX "approval_finished_at_idx" ON "approval" USING BRIN ("finished_at");

-- CreateIndex
CREATE INDEX "outgoing_mail_sent_at_idx" ON "outgoing_mail" USING BRIN ("sent_at");

-- Calls to the outside whose answer was lost are few, and looked for by themselves.
CREATE INDEX "approval_unknown_idx" ON "approval" ("created_at", "id") WHERE "unknown_since" IS NOT NULL;

-- A reseller is less than a hundredth of the tree. With fewer samples Postgres takes every subtree for one or two organizations,
-- and walks rows organization by organization where it should read them in the list's order.
ALTER TABLE "organization" ALTER COLUMN "path" SET STATISTICS 2000;
ANALYZE "organization" ("path");
