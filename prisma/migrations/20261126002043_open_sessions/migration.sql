-- What is open among a year of sessions is found without reading them all.
CREATE INDEX "session_open_idx" ON "session" ("expires_at") WHERE "revoked_at" IS NULL;
