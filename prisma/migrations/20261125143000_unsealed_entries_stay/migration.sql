-- An entry that has no place in the chain yet would leave no trace. Pruning takes sealed entries only.
CREATE FUNCTION audit_entry_keep_unsealed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an entry of the audit trail that is not sealed yet cannot be deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_entry_keep_unsealed BEFORE DELETE ON "audit_entry"
  FOR EACH ROW WHEN (OLD."sequence" IS NULL) EXECUTE FUNCTION audit_entry_keep_unsealed();
