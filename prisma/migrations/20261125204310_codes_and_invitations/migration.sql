-- AlterTable
ALTER TABLE "session" ADD COLUMN     "code_given_at" TIMESTAMPTZ(3);

-- The second factor of every sign-in is a code.
UPDATE "session" SET "code_given_at" = "second_factor_at" WHERE "second_factor_at" IS NOT NULL;

-- Who was disabled before they accepted and enabled again was called active, with no password to sign in by.
UPDATE "operator" SET "state" = 'invited' WHERE "state" = 'active' AND "password_set_at" IS NULL;
