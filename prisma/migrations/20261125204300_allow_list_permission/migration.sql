-- Saying from which addresses an organization's people may come was a part of editing it: whoever may edit keeps it. What
-- super_admin holds tells the next start which permissions are new, and is left to it.
UPDATE "role" SET "permissions" = array_append("permissions", 'customers.organizations.secure')
WHERE 'customers.organizations.write' = ANY("permissions") AND "preset" IS DISTINCT FROM 'super_admin';

UPDATE "service_token" SET "permissions" = array_append("permissions", 'customers.organizations.secure')
WHERE 'customers.organizations.write' = ANY("permissions");
