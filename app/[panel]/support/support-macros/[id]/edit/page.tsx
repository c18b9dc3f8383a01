import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { macroFieldChanges, macroFieldNames } from "@/components/console/support/macro-fields";
import { readSupportMacro } from "@/lib/support/support-macros/read";
import { supportMacros } from "@/lib/support/support-macros/resource";
import { updateSupportMacro } from "@/lib/support/support-macros/update";

export const generateMetadata = titled("support.commands.support-macros.update.title");

export default async function EditSupportMacroPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, supportMacros.permission), params]);
  const { path, id: _, ...macro } = await orNotFound(readSupportMacro(id, reader.caller));
  const page = reader.href(`support/support-macros/${id}`);
  const spec = offer(
    reader,
    updateSupportMacro,
    {
      ask: macroFieldNames,
      changes: macroFieldChanges,
      defaults: { macroId: id, ...macro },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, supportMacros, { label: macro.name, href: page }, { label: spec.label })}
      spec={spec}
      cancelHref={page}
    />
  );
}
