-- AlterTable
ALTER TABLE "approval" ADD COLUMN     "policy_id" UUID;

-- CreateIndex
CREATE INDEX "approval_policy_id_created_at_id_idx" ON "approval"("policy_id", "created_at", "id");

-- Approvals of before name their policy only by what it was called: the nearest one of that name that was there already.
UPDATE "approval" SET "policy_id" = (
  SELECT p."id"
  FROM "approval_policy" p
  JOIN "organization" holds ON holds."id" = p."organization_id"
  JOIN "organization" concerned ON concerned."id" = "approval"."organization_id"
  WHERE p."command" = "approval"."command" AND p."name" = "approval"."policy_name"
    AND p."created_at" <= "approval"."created_at" AND holds."path" @> concerned."path"
  ORDER BY nlevel(holds."path") DESC, p."created_at"
  LIMIT 1
);
