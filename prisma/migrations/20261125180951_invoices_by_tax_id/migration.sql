-- CreateIndex
CREATE INDEX "invoice_tax_id_created_at_id_idx" ON "invoice"("tax_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_event_address_received_at_id_idx" ON "payment_event"("address", "received_at", "id");

-- Few events have a note, and those are looked for by it.
CREATE INDEX "payment_event_note_idx" ON "payment_event" ("note", "received_at", "id") WHERE "note" IS NOT NULL;
