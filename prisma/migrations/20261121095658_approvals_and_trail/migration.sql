-- DropIndex
DROP INDEX "audit_entry_target_type_target_id_created_at_idx";

-- CreateTable
CREATE TABLE "approval_policy_default" (
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_policy_default_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "audit_entry_target_id_target_type_created_at_idx" ON "audit_entry"("target_id", "target_type", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_request_id_idx" ON "audit_entry"("request_id");

-- Searching the trail for words: found rows in any of the three, without reading all of it.
CREATE INDEX "audit_entry_search_idx" ON "audit_entry"
  USING gin ("actor_label" gin_trgm_ops, "action" gin_trgm_ops, "target_label" gin_trgm_ops);

-- Open approvals are few among all there ever were: whether the same is asked for already, and what waits for a record.
CREATE INDEX "approval_open_command_idx" ON "approval" ("organization_id", "command")
  WHERE "state" IN ('pending', 'approved', 'executing');
CREATE INDEX "approval_open_target_idx" ON "approval" ("target_type", "target_id")
  WHERE "state" IN ('pending', 'approved', 'executing');
