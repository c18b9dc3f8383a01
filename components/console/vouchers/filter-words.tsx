import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { describeResource } from "@/lib/core/resource/describe";
import { customers } from "@/lib/customers/customers/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** A filter of the customer list in words. */
export function FilterWords({ reader, filter }: { reader: Reader; filter: Record<string, string> }) {
  const { filters } = describeResource(customers, reader.caller, reader.t, reader.panel);
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
      {reader.t("commerce.commands.vouchers.issue.fields.filter")}
      {Object.entries(filter).map(([key, value]) => {
        const described = filters.find((entry) => entry.key === key);
        const words = value
          .split(",")
          .map((part) => described?.options?.find((option) => option.value === part)?.label ?? part);
        return (
          <Badge key={key}>
            {described?.label ?? key}: {words.join(", ")}
          </Badge>
        );
      })}
    </p>
  );
}

/** Where a filter is chosen, for who may see customers. */
export function FilterHint({ reader }: { reader: Reader }) {
  const { t, href } = reader;
  if (!mayRead(customers, reader)) return null;
  return (
    <p className="text-ink-2 text-sm">
      {t("commerce.pages.giveVouchers.filterHint")}{" "}
      <Link href={href("customers/customers")} className="text-accent underline underline-offset-2">
        {t("commerce.pages.giveVouchers.chooseFilter")}
      </Link>
    </p>
  );
}
