-- CreateIndex
CREATE INDEX "audit_entry_target_label_idx" ON "audit_entry"("target_label");

-- CreateIndex
CREATE INDEX "audit_entry_address_created_at_id_idx" ON "audit_entry"("address", "created_at", "id");

-- CreateIndex
CREATE INDEX "sign_in_outcome_created_at_id_idx" ON "sign_in"("outcome", "created_at", "id");

-- CreateIndex
CREATE INDEX "outgoing_mail_state_created_at_id_idx" ON "outgoing_mail"("state", "created_at", "id");

-- What machines and the product itself did is little beside what people did, and looked for by itself.
CREATE INDEX "audit_entry_machines_idx" ON "audit_entry" ("actor_type", "created_at", "id") WHERE "actor_type" <> 'operator';

-- Words anywhere in what the search boxes of these lists look at.
CREATE INDEX "sign_in_search_idx" ON "sign_in" USING gin ("email" gin_trgm_ops, "address" gin_trgm_ops);
CREATE INDEX "session_address_search_idx" ON "session" USING gin ("address" gin_trgm_ops);
CREATE INDEX "job_run_search_idx" ON "job_run" USING gin ("function_id" gin_trgm_ops, "event_name" gin_trgm_ops);
CREATE INDEX "outbox_event_search_idx" ON "outbox_event" USING gin ("name" gin_trgm_ops);
CREATE INDEX "outgoing_mail_search_idx" ON "outgoing_mail" USING gin ("recipient" gin_trgm_ops, "subject" gin_trgm_ops);
CREATE INDEX "approval_search_idx" ON "approval"
  USING gin ("number" gin_trgm_ops, "command" gin_trgm_ops, "target_label" gin_trgm_ops);
CREATE INDEX "sign_in_new_device_idx" ON "sign_in" ("created_at", "id") WHERE "new_device";
