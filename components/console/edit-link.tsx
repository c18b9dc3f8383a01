import { Pencil } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Reader } from "./reader";

/** Leads to the page that changes a record. */
export function EditLink({ reader, href }: { reader: Reader; href: string }) {
  return (
    <Button asChild>
      <Link href={href}>
        <Pencil aria-hidden />
        {reader.t("core.common.edit")}
      </Link>
    </Button>
  );
}
