-- DropIndex
DROP INDEX "refund_task_attempt_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "refund_task_attempt_id_cause_key" ON "refund_task"("attempt_id", "cause");
