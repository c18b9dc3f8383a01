import { EditPage } from "@/components/console/edit-page";
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
  return (
    <EditPage
      reader={reader}
      resource={supportMacros}
      of={{ label: macro.name, href: reader.href(`support/support-macros/${id}`) }}
      command={updateSupportMacro}
      path={path}
      form={{
        ask: macroFieldNames,
        changes: macroFieldChanges,
        defaults: { macroId: id, ...macro },
      }}
    />
  );
}
