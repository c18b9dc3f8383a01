-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "thumbnail_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_thumbnail_id_key" ON "stored_file"("thumbnail_id");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_thumbnail_id_fkey" FOREIGN KEY ("thumbnail_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;
