-- Whoever confirms a visit calls its customer: the presets that book and plan may see the number, each look with a reason and in the
-- trail, where nobody took from them what it goes with. What super_admin holds is left alone, since it tells the next start which
-- permissions are new.
UPDATE "role" SET "permissions" = array_append("permissions", 'field-service.tickets.reveal')
WHERE (("preset" = 'agent' AND 'field-service.tickets.write' = ANY("permissions"))
    OR ("preset" = 'ops_manager' AND 'field-service.tickets.assign' = ANY("permissions")))
  AND NOT 'field-service.tickets.reveal' = ANY("permissions");
