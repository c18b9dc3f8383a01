import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { may } from "@/lib/core/caller";
import type { RoleRecord } from "@/lib/governance/roles/read";
import type { Reader } from "../reader";

/** Who has a role, and where. */
export function RoleHolders({ reader, holders }: { reader: Reader; holders: RoleRecord["holders"] }) {
  const { t, href, caller } = reader;
  if (!may(caller, "governance.operators.read")) return null;
  return (
    <Card
      flush
      title={
        <>
          {t("governance.pages.roles.holders")}{" "}
          <NumberText value={holders.length} className="font-normal text-ink-3 text-sm" />
        </>
      }
    >
      {holders.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t("governance.pages.roles.holdersNone")}</p>
      ) : (
        <ul className="max-h-96 divide-y divide-line overflow-y-auto">
          {holders.map((holder) => (
            <li key={holder.id} className="flex min-h-row items-center gap-3 px-4 py-1 text-sm">
              <Link
                href={href(`governance/operators/${holder.operatorId}`)}
                className="min-w-0 flex-1 truncate font-medium hover:text-accent hover:underline"
              >
                {holder.operator}
              </Link>
              <span className="min-w-0 truncate text-ink-3">{holder.organization}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
