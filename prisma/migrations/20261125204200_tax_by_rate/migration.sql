-- AlterTable
ALTER TABLE "bill_item" ADD COLUMN     "voucher_amount" DECIMAL(24,9) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "bill_payment" ADD COLUMN     "voucher_amount" DECIMAL(24,9) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "invoice_bill" DROP CONSTRAINT "invoice_bill_pkey",
ADD COLUMN     "tax" DECIMAL(24,9) NOT NULL DEFAULT 0,
ADD COLUMN     "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
ADD CONSTRAINT "invoice_bill_pkey" PRIMARY KEY ("invoice_id", "bill_id", "tax_rate");

-- CreateTable
CREATE TABLE "bill_tax" (
    "bill_id" UUID NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "amount" DECIMAL(24,9) NOT NULL,
    "tax" DECIMAL(24,9) NOT NULL,

    CONSTRAINT "bill_tax_pkey" PRIMARY KEY ("bill_id","tax_rate")
);

-- AddForeignKey
ALTER TABLE "bill_tax" ADD CONSTRAINT "bill_tax_bill_id_fkey" FOREIGN KEY ("bill_id") REFERENCES "bill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Bills and invoices that were issued before keep their numbers: one rate each, as they were printed.
INSERT INTO "bill_tax" ("bill_id", "tax_rate", "amount", "tax")
SELECT id, CASE WHEN tax = 0 THEN 0 ELSE tax_rate END, total, tax FROM "bill" WHERE issued_at IS NOT NULL AND total > 0;

-- An invoice's tax is shared out in proportion; the odd minor unit belongs to a bill that is taxed at all.
WITH share AS (
  SELECT part.invoice_id, part.bill_id, bill.tax_rate, bill.tax = 0 AS untaxed, invoice.tax AS whole,
         round(bill.tax * part.amount / nullif(bill.total, 0), CASE
           WHEN invoice.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
           WHEN invoice.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3 ELSE 2 END) AS tax,
         row_number() OVER (PARTITION BY part.invoice_id ORDER BY bill.tax = 0, bill.id) AS place
  FROM "invoice_bill" AS part JOIN "bill" ON bill.id = part.bill_id JOIN "invoice" ON invoice.id = part.invoice_id
), summed AS (
  SELECT share.*, sum(tax) OVER (PARTITION BY invoice_id) AS shared FROM share
)
UPDATE "invoice_bill" AS part
SET tax_rate = CASE WHEN untaxed THEN 0 ELSE summed.tax_rate END,
    tax = coalesce(summed.tax, 0) + CASE WHEN place = 1 THEN whole - coalesce(shared, 0) ELSE 0 END
FROM summed WHERE summed.invoice_id = part.invoice_id AND summed.bill_id = part.bill_id;

-- What vouchers paid of bills stands in the ledger.
UPDATE "bill_payment" AS payment SET voucher_amount = paid.amount
FROM (
  SELECT entry.transaction_id, -sum(entry.amount) AS amount
  FROM "ledger_entry" AS entry
  JOIN "ledger_account" AS account ON account.id = entry.account_id AND account.kind = 'wallet_voucher'
  WHERE entry.transaction_id IN (SELECT transaction_id FROM "bill_payment" WHERE method = 'wallet')
  GROUP BY entry.transaction_id
) AS paid
WHERE payment.transaction_id = paid.transaction_id;
