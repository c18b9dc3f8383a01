-- Suspending customers and disabling operators were a part of editing them: whoever may edit keeps it. What super_admin holds tells
-- the next start which permissions are new, and is left to it.
UPDATE "role" SET "permissions" = array_append("permissions", 'customers.customers.suspend')
WHERE 'customers.customers.write' = ANY("permissions") AND "preset" IS DISTINCT FROM 'super_admin';

UPDATE "role" SET "permissions" = array_append("permissions", 'governance.operators.disable')
WHERE 'governance.operators.write' = ANY("permissions") AND "preset" IS DISTINCT FROM 'super_admin';

UPDATE "service_token" SET "permissions" = array_append("permissions", 'customers.customers.suspend')
WHERE 'customers.customers.write' = ANY("permissions");

UPDATE "service_token" SET "permissions" = array_append("permissions", 'governance.operators.disable')
WHERE 'governance.operators.write' = ANY("permissions");
