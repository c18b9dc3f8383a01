-- CreateEnum
CREATE TYPE "payment_means" AS ENUM ('card', 'us_bank_account', 'other');

-- AlterTable
ALTER TABLE "top_up" ADD COLUMN     "means_brand" TEXT,
ADD COLUMN     "means_kind" "payment_means",
ADD COLUMN     "means_last4" TEXT;

-- AlterTable
ALTER TABLE "payment_attempt" ADD COLUMN     "means_brand" TEXT,
ADD COLUMN     "means_kind" "payment_means",
ADD COLUMN     "means_last4" TEXT;

-- What is known of earlier payments: from the provider's events about their charges, else from the kept method that was charged.
UPDATE "payment_attempt" AS attempt SET
  "means_kind" = (CASE WHEN told.type IN ('card', 'us_bank_account') THEN told.type ELSE 'other' END)::"payment_means",
  "means_brand" = CASE told.type
    WHEN 'card' THEN told.details #>> '{card,brand}'
    WHEN 'us_bank_account' THEN told.details #>> '{us_bank_account,bank_name}'
    ELSE told.type
  END,
  "means_last4" = coalesce(told.details #>> '{card,last4}', told.details #>> '{us_bank_account,last4}')
FROM (
  SELECT DISTINCT ON ("attempt_id") "attempt_id", details, details ->> 'type' AS type
  FROM "payment_event", jsonb_extract_path("payload", 'data', 'object', 'payment_method_details') AS details
  WHERE "attempt_id" IS NOT NULL AND "type" = 'charge.succeeded' AND "signature_state" = 'valid' AND details ->> 'type' IS NOT NULL
  ORDER BY "attempt_id", "received_at" DESC
) AS told
WHERE attempt."id" = told."attempt_id" AND attempt."state" = 'succeeded';

UPDATE "payment_attempt" AS attempt SET
  "means_kind" = method."kind"::text::"payment_means", "means_brand" = method."brand", "means_last4" = method."last4"
FROM "payment_method" AS method
WHERE method."id" = attempt."payment_method_id" AND attempt."means_kind" IS NULL;

UPDATE "top_up" SET "means_kind" = attempt."means_kind", "means_brand" = attempt."means_brand", "means_last4" = attempt."means_last4"
FROM "payment_attempt" AS attempt
WHERE attempt."top_up_id" = "top_up"."id" AND attempt."means_kind" IS NOT NULL;
