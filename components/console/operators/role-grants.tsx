import { CommandButton } from "@/components/form/command-button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OperatorRecord } from "@/lib/governance/operators/read";
import { roles } from "@/lib/governance/roles/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { grantRoleOffer, revokeRoleOffer } from "./offers";

/** Which roles an operator has, and where; with what this reader may change about it. */
export function RoleGrants({ reader, operator }: { reader: Reader; operator: OperatorRecord }) {
  const { t, href } = reader;
  const title = t("governance.pages.operators.roles");
  const grant = grantRoleOffer(reader, operator);
  const linked = mayRead(roles, reader);
  return (
    <Card flush title={title} actions={grant ? <CommandButton spec={grant} size="sm" look="ghost" /> : null}>
      {operator.grants.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t("governance.pages.operators.rolesNone")}</p>
      ) : (
        <Table aria-label={title}>
          <TableHead>
            <tr>
              <TableHeader>{t("governance.resources.roles.one")}</TableHeader>
              <TableHeader>{t("governance.pages.operators.at")}</TableHeader>
              <TableHeader>{t("governance.pages.operators.since")}</TableHeader>
              <TableHeader>
                <span className="sr-only">{t("core.record.actions")}</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {operator.grants.map((each) => {
              const revoke = revokeRoleOffer(reader, operator, each);
              return (
                <TableRow key={each.id}>
                  <TableCell>
                    {linked ? (
                      <Link
                        href={href(`governance/roles/${each.roleId}`)}
                        className="font-medium hover:text-accent hover:underline"
                      >
                        {each.role}
                      </Link>
                    ) : (
                      <span className="font-medium">{each.role}</span>
                    )}
                  </TableCell>
                  <TableCell>
                    <Link
                      href={href(`customers/organizations/${each.organizationId}`)}
                      className="hover:text-accent hover:underline"
                    >
                      {each.organization}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <Time value={each.createdAt.toISOString()} />
                  </TableCell>
                  <TableCell align="right">
                    {revoke ? <CommandButton spec={revoke} size="sm" look="ghost" /> : null}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
