-- AlterTable
ALTER TABLE "support_ticket" ADD COLUMN     "promised_resolve_minutes" INTEGER,
ADD COLUMN     "promised_response_minutes" INTEGER;

-- What a ticket was promised is what its policy promises, as far as anybody knows now.
UPDATE "support_ticket" SET
  "promised_response_minutes" = "sla_policy"."first_response_minutes",
  "promised_resolve_minutes" = "sla_policy"."resolve_minutes"
FROM "sla_policy" WHERE "sla_policy"."id" = "support_ticket"."policy_id";
