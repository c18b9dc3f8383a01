-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "excess" DECIMAL(24,9) NOT NULL DEFAULT 0;
