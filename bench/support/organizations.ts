import { pool } from "@/lib/core/db";

/**
 * Fills the tree in SQL: a platform, `resellers` below it, and `count` organizations spread over those, with names, dates and
 * kinds as uneven as real ones.
 */
export async function fillOrganizations(count: number, resellers = 200): Promise<void> {
  const id = (
    seed: string,
  ) => `('01900000-' || substr(md5(${seed}), 1, 4) || '-7' || substr(md5(${seed}), 5, 3) || '-8' ||
    substr(md5(${seed}), 8, 3) || '-' || substr(md5(${seed}), 11, 12))::uuid`;
  await pool.query(`insert into organization (id, number, name, kind, created_at, updated_at)
    values (${id("'root'")}, 'ORG000000', 'Platform', 'platform', now(), now())`);
  await pool.query(`insert into organization (id, number, name, kind, parent_id, created_at, updated_at)
    select ${id("'r' || n")}, 'RES' || lpad(n::text, 6, '0'), 'Reseller ' || n, 'reseller', ${id("'root'")},
      now() - n * interval '1 day', now()
    from generate_series(1, ${resellers}) n`);
  await pool.query(`insert into organization
      (id, number, name, kind, state, parent_id, email, country, currency, external_ref, note, created_at, updated_at)
    select ${id("'o' || n")}, 'ORG' || lpad(n::text, 7, '0'),
      (array['North', 'South', 'Blue', 'Silver', 'Harbor', 'Cedar', 'Atlas'])[1 + n % 7] || ' ' ||
        (array['Logistics', 'Foods', 'Studio', 'Energy', 'Labs'])[1 + n % 5] || ' ' || md5(n::text),
      (array['enterprise', 'developer_org', 'individual'])[1 + n % 3]::organization_kind,
      (case when n % 40 = 0 then 'suspended' else 'active' end)::organization_state,
      ${id(`'r' || (1 + n % ${resellers})`)}, 'contact' || n || '@example.test',
      (array['DE', 'US', 'CN', 'FR'])[1 + n % 4], 'USD', 'CRM-' || n,
      case when n % 10 = 0 then 'says "hello", twice' end,
      now() - (n * 37 % ${count}) * interval '1 minute', now()
    from generate_series(1, ${count}) n`);
  await pool.query("analyze");
}
