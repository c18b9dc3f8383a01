import { Gift } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import type { Reader } from "../reader";

/** The way to give vouchers, for who may. @param query what the page begins with: a template, or filters of customers. */
export function GiveVouchers({
  reader,
  query = {},
  primary = false,
}: {
  reader: Reader;
  query?: Record<string, string>;
  primary?: boolean;
}) {
  const { caller, t, href, off } = reader;
  if (off.has("commerce") || !may(caller, "commerce.vouchers.issue")) return null;
  const search = new URLSearchParams(query).toString();
  return (
    <Button asChild look={primary ? "primary" : "secondary"}>
      <Link href={href(`commerce/vouchers/give${search ? `?${search}` : ""}`)}>
        <Gift aria-hidden />
        {t("commerce.commands.vouchers.issue.label")}
      </Link>
    </Button>
  );
}
