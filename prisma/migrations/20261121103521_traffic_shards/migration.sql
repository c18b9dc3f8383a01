-- AlterTable
ALTER TABLE "traffic_count" DROP CONSTRAINT "traffic_count_pkey",
ADD COLUMN     "shard" SMALLINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "traffic_count_pkey" PRIMARY KEY ("command", "organization_id", "hour", "shard");
