-- AlterTable
ALTER TABLE "bill_run" ADD COLUMN     "skipped" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "skips" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "voucher_issue" ADD COLUMN     "organization_ids" UUID[] DEFAULT ARRAY[]::UUID[];
ALTER TABLE "voucher_issue" RENAME COLUMN "last_customer_id" TO "last_recipient_id";
