-- One payment at a provider or bank is one top-up: the same reference cannot be recorded twice.
CREATE UNIQUE INDEX "top_up_reference_key" ON "top_up" ("channel", "channel_ref")
  WHERE "channel_ref" IS NOT NULL AND "state" <> 'closed';

-- What jobs look for.
CREATE INDEX "top_up_expiring_idx" ON "top_up" ("expires_at", "id") WHERE "state" IN ('pending', 'failed') AND "expires_at" IS NOT NULL;
