import { Badge } from "@/components/ui/badge";
import { describeResource } from "@/lib/core/resource/describe";
import { customers } from "@/lib/customers/customers/resource";
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
