-- A day's entries are found by their time. They lie in the order of their time, so a summary of each few pages is enough: it is
-- some kilobytes a month and costs a posting next to nothing.
CREATE INDEX "ledger_entry_created_at_idx" ON "ledger_entry" USING brin ("created_at") WITH (pages_per_range = 16, autosummarize = on);

-- What was held at a moment of the past: the holds that ended since.
CREATE INDEX "wallet_hold_ended_at_idx" ON "wallet_hold" ("ended_at") WHERE "ended_at" IS NOT NULL;
