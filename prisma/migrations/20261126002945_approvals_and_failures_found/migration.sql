-- CreateIndex
CREATE INDEX "approval_target_type_created_at_id_idx" ON "approval"("target_type", "created_at", "id");

-- What a policy is called, when words of it are looked for.
CREATE INDEX "approval_policy_name_search_idx" ON "approval" USING gin ("policy_name" gin_trgm_ops);

-- Runs that failed are few, and looked up by why.
CREATE INDEX "job_run_error_code_idx" ON "job_run" ("error_code", "started_at" DESC, "id" DESC) WHERE "error_code" IS NOT NULL;
