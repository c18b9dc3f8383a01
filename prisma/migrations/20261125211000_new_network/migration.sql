-- AlterTable
ALTER TABLE "sign_in" ADD COLUMN     "new_network" BOOLEAN NOT NULL DEFAULT false;

-- Few of many rows, and just those one asks for.
CREATE INDEX "sign_in_new_network_idx" ON "sign_in" ("created_at", "id") WHERE "new_network";
