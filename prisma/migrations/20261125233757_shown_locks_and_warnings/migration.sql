-- AlterTable
ALTER TABLE "operator" ADD COLUMN     "locked_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "import" ADD COLUMN     "warned_rows" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "import_row_error" DROP CONSTRAINT "import_row_error_pkey",
ADD COLUMN     "warning" BOOLEAN NOT NULL DEFAULT false,
ADD CONSTRAINT "import_row_error_pkey" PRIMARY KEY ("import_id", "warning", "row", "field");
