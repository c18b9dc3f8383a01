-- CreateTable
CREATE TABLE "bank_reference" (
    "key" TEXT NOT NULL,
    "top_up_id" UUID,
    "bill_id" UUID,
    "order_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_reference_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "bank_reference_top_up_id_idx" ON "bank_reference"("top_up_id");

-- CreateIndex
CREATE INDEX "bank_reference_bill_id_idx" ON "bank_reference"("bill_id");

-- CreateIndex
CREATE INDEX "bank_reference_order_id_idx" ON "bank_reference"("order_id");

-- AddForeignKey
ALTER TABLE "bank_reference" ADD CONSTRAINT "bank_reference_top_up_id_fkey" FOREIGN KEY ("top_up_id") REFERENCES "top_up"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_reference" ADD CONSTRAINT "bank_reference_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_reference" ADD CONSTRAINT "bank_reference_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "bank_reference" ADD CONSTRAINT "bank_reference_one_holder" CHECK (num_nonnulls("top_up_id", "bill_id", "order_id") = 1);

-- What was credited before. A transfer that was credited twice keeps both records; its reference is the first one's.
INSERT INTO "bank_reference" ("key", "top_up_id", "bill_id", "order_id", "created_at")
SELECT upper(regexp_replace(reference, '\s', '', 'g')), top_up_id, bill_id, order_id, created_at
FROM (
  SELECT channel_ref AS reference, id AS top_up_id, NULL::uuid AS bill_id, NULL::uuid AS order_id, created_at
  FROM "top_up" WHERE channel = 'bank_transfer' AND channel_ref IS NOT NULL AND (state <> 'closed' OR paid_at IS NOT NULL)
  UNION ALL
  SELECT reference, NULL, bill_id, NULL, created_at
  FROM "bill_payment" WHERE method = 'bank_transfer' AND reference IS NOT NULL
  UNION ALL
  SELECT offline_ref, NULL, NULL, id, created_at
  FROM "order" WHERE payment_method = 'offline' AND offline_ref IS NOT NULL
) AS used
WHERE regexp_replace(reference, '\s', '', 'g') <> ''
ORDER BY created_at
ON CONFLICT DO NOTHING;

-- The table above says so for transfers from now on, for bills and orders as well.
DROP INDEX "top_up_reference_key";
CREATE UNIQUE INDEX "top_up_reference_key" ON "top_up" ("channel", "channel_ref")
  WHERE "channel_ref" IS NOT NULL AND "state" <> 'closed' AND "channel" <> 'bank_transfer';
