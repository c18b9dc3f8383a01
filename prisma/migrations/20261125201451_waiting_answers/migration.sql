-- AlterTable
ALTER TABLE "idempotency_key" ADD COLUMN     "waits" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "waiting_rows" INTEGER NOT NULL DEFAULT 0;

-- What waited so far was recognized by its shape.
UPDATE "idempotency_key"
SET "waits" = true
WHERE jsonb_typeof("result") = 'object'
  AND "result" ?& ARRAY['approvalId', 'number']
  AND (SELECT count(*) FROM jsonb_object_keys("result")) = 2
  AND "command" NOT LIKE 'approvals.%'
  AND "caller" NOT LIKE 'approval:%';
