-- What goes back to whoever paid it is no spending: a refund sets its money aside in a frozen wallet, too.
DROP FUNCTION wallet_hold(uuid, uuid, numeric, text, timestamptz, timestamptz, text[], uuid[], text, uuid, text);
DROP FUNCTION wallet_allocate(uuid, numeric, text, timestamptz, text[], uuid[]);

CREATE FUNCTION wallet_allocate(p_wallet uuid, p_amount numeric, p_currency text, p_at timestamptz, p_kinds text[], p_skip uuid[], p_despite_freeze boolean DEFAULT false)
RETURNS TABLE (account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owned record;
BEGIN
  IF p_amount <= 0 THEN RAISE EXCEPTION 'not an amount to spend: %', p_amount USING ERRCODE = 'FL007'; END IF;
  PERFORM 1 FROM ledger_account WHERE wallet_id = p_wallet AND closed_at IS NULL ORDER BY id FOR UPDATE;
  -- Read after the locks: who freezes a wallet takes them too.
  SELECT state, currency INTO owned FROM wallet WHERE id = p_wallet;
  IF NOT FOUND THEN RAISE EXCEPTION 'no wallet %', p_wallet USING ERRCODE = 'FL005'; END IF;
  IF owned.state <> 'active' AND NOT p_despite_freeze THEN RAISE EXCEPTION 'wallet % is frozen', p_wallet USING ERRCODE = 'FL006'; END IF;
  IF owned.currency <> p_currency THEN RAISE EXCEPTION 'wallet % is kept in %', p_wallet, owned.currency USING ERRCODE = 'FL002'; END IF;
  RETURN QUERY
  WITH usable AS (
    SELECT id, kind, balance - held + credit_limit AS free,
           row_number() OVER (ORDER BY wallet_rank(kind), expires_at NULLS LAST, id) AS place
    FROM ledger_account
    WHERE wallet_id = p_wallet AND closed_at IS NULL AND kind::text = ANY (p_kinds) AND id <> ALL (p_skip)
      AND balance - held + credit_limit > 0 AND (expires_at IS NULL OR expires_at > p_at)
  ), summed AS (
    SELECT id, kind, free, place, coalesce(sum(free) OVER (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached
    FROM usable
  )
  SELECT id, kind::text, least(free, p_amount - reached) FROM summed WHERE reached < p_amount ORDER BY place;
END $$;

CREATE FUNCTION wallet_hold(
  p_id uuid, p_wallet uuid, p_amount numeric, p_currency text, p_at timestamptz, p_expires_at timestamptz,
  p_kinds text[], p_skip uuid[], p_reference_type text, p_reference_id uuid, p_reason text,
  p_despite_freeze boolean DEFAULT false
) RETURNS TABLE (account_id uuid, kind text, amount numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parts jsonb;
  available numeric;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('account', part.account_id, 'kind', part.kind, 'amount', part.amount)), sum(part.amount)
    INTO parts, available
    FROM wallet_allocate(p_wallet, p_amount, p_currency, p_at, p_kinds, p_skip, p_despite_freeze) AS part;
  IF coalesce(available, 0) < p_amount THEN
    RAISE EXCEPTION 'wallet % can hold % of %', p_wallet, coalesce(available, 0), p_amount USING ERRCODE = 'FL003';
  END IF;
  INSERT INTO wallet_hold (id, organization_id, wallet_id, currency, amount, reference_type, reference_id, reason, expires_at, created_at)
  SELECT p_id, organization_id, id, currency, p_amount, p_reference_type, p_reference_id, p_reason, p_expires_at, p_at
  FROM wallet WHERE id = p_wallet;
  INSERT INTO wallet_hold_part (hold_id, account_id, amount, remaining)
  SELECT p_id, (part ->> 'account')::uuid, (part ->> 'amount')::numeric, (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part;
  UPDATE ledger_account AS account SET held = account.held + (part ->> 'amount')::numeric
  FROM jsonb_array_elements(parts) AS part WHERE account.id = (part ->> 'account')::uuid;
  RETURN QUERY SELECT (part ->> 'account')::uuid, part ->> 'kind', (part ->> 'amount')::numeric FROM jsonb_array_elements(parts) AS part;
END $$;
