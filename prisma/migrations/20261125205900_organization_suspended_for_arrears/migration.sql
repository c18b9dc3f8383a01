-- AlterTable
ALTER TABLE "billing_profile" ADD COLUMN "organization_suspended_at" TIMESTAMPTZ(3);

-- Suspended with its profile, by the job, it says so in its reason; what a person imposed stays theirs.
UPDATE "billing_profile" AS profile SET organization_suspended_at = organization.suspended_at
FROM "organization"
WHERE organization.id = profile.organization_id AND profile.organization_too AND profile.suspended_at IS NOT NULL
  AND organization.state = 'suspended' AND organization.suspension_reason LIKE 'Overdue: %';

ALTER TABLE "billing_profile" DROP COLUMN "organization_too";
