-- CreateIndex
CREATE INDEX "support_comment_author_id_idx" ON "support_comment"("author_id");

-- CreateIndex
CREATE INDEX "incoming_mail_sender_received_at_idx" ON "incoming_mail"("sender", "received_at");

-- What follows is written by hand: what Prisma's schema language cannot say.

-- What their lists search for.
CREATE INDEX "incoming_mail_sender_search_idx" ON "incoming_mail" USING gin ("sender" gin_trgm_ops);
CREATE INDEX "incoming_mail_subject_search_idx" ON "incoming_mail" USING gin ("subject" gin_trgm_ops);

-- Messages that are kept to be looked at are forgotten after a while.
CREATE INDEX "incoming_mail_kept_idx" ON "incoming_mail" ("received_at") WHERE "raw" IS NOT NULL;
