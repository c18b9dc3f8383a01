import { notFound } from "next/navigation";
import type { Command } from "@/lib/core/command";
import type { Resource } from "@/lib/core/resource";
import { type Offer, offer } from "./command-offer";
import { CommandPage } from "./command-page";
import { crumbsOf } from "./crumbs";
import type { Reader } from "./reader";

export type EditPageProps = {
  reader: Reader;
  resource: Resource;
  /** The record: what it is called, and the address of its page. */
  of: { label: string; href: string };
  command: Command;
  form: Offer;
  /** Where it belongs, as of `offer`. */
  path?: string;
};

/** The page that changes a record; not found for who may not. */
export function EditPage({ reader, resource, of, command, form, path }: EditPageProps) {
  const spec = offer(
    reader,
    command,
    { submitLabel: reader.t("core.common.save"), doneHref: of.href, ...form },
    path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, resource, of, { label: spec.label })}
      spec={spec}
      cancelHref={of.href}
    />
  );
}
