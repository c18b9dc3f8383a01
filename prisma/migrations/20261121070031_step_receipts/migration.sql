-- CreateTable
CREATE TABLE "job_step" (
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "output" JSONB,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_step_pkey" PRIMARY KEY ("run_id","step_id")
);

-- AddForeignKey
ALTER TABLE "job_step" ADD CONSTRAINT "job_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "job_run"("run_id") ON DELETE CASCADE ON UPDATE CASCADE;
