import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { macroFieldChanges, macroFieldNames } from "@/components/console/support/macro-fields";
import { createSupportMacro } from "@/lib/support/support-macros/create";
import { supportMacros } from "@/lib/support/support-macros/resource";

export const generateMetadata = titled("support.commands.support-macros.create.title");

export default async function NewSupportMacroPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, createSupportMacro.permission);
  const spec = offer(reader, createSupportMacro, {
    ask: [...macroFieldNames, "organizationId"],
    changes: macroFieldChanges,
    defaults: { kind: "public" },
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("support/support-macros/:macroId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, supportMacros, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, supportMacros)}
    />
  );
}
