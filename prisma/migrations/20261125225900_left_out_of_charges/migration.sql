-- What a charge or a hold by hand leaves alone, as a function: planned once a connection instead of with every charge.
CREATE FUNCTION wallet_left_out(p_wallet uuid, p_total numeric) RETURNS uuid[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  owned record;
  vouchers uuid[];
  in_arrears boolean;
BEGIN
  -- Vouchers that are for some SKUs, or for more than this.
  vouchers := ARRAY(
    SELECT voucher.account_id FROM voucher JOIN voucher_template AS template ON template.id = voucher.template_id
    WHERE voucher.wallet_id = p_wallet AND voucher.state = 'active'
      AND (template.minimum_spend > p_total OR cardinality(template.sku_ids) > 0));
  -- Credit, while the owner is suspended for arrears. A customer and an organization each have an index of their own.
  SELECT organization_id, customer_id INTO owned FROM wallet WHERE id = p_wallet;
  IF owned.customer_id IS NOT NULL THEN
    in_arrears := EXISTS (
      SELECT FROM billing_profile WHERE customer_id = owned.customer_id AND suspended_at IS NOT NULL);
  ELSE
    in_arrears := EXISTS (
      SELECT FROM billing_profile
      WHERE organization_id = owned.organization_id AND customer_id IS NULL AND suspended_at IS NOT NULL);
  END IF;
  IF NOT in_arrears THEN RETURN vouchers; END IF;
  RETURN vouchers || ARRAY(SELECT id FROM ledger_account WHERE wallet_id = p_wallet AND kind = 'wallet_credit');
END $$;
