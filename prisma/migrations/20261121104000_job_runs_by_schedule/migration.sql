-- Schedules write a row a minute: lists of what work started find theirs without reading those.
CREATE INDEX "job_run_scheduled_idx" ON "job_run" ((coalesce("event_name" = 'inngest/scheduled.timer', false)), "started_at" DESC, "id" DESC);
