import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Card } from "@/components/ui/card";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { deleteSupportMacro } from "@/lib/support/support-macros/delete";
import { readSupportMacro } from "@/lib/support/support-macros/read";
import { supportMacros } from "@/lib/support/support-macros/resource";

export const generateMetadata = titled("support.resources.support-macros.one");

export default async function SupportMacroPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, supportMacros.permission), params]);
  const { caller, t, href, panel } = reader;
  const [macro, values] = await orNotFound(
    Promise.all([readSupportMacro(id, caller), record(supportMacros, id, caller)]),
  );
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, supportMacros, { label: macro.name })}
      title={macro.name}
      number={id}
      links={
        may(caller, "support.macros.write", macro.path) ? (
          <EditLink reader={reader} href={href(`support/support-macros/${id}/edit`)} />
        ) : null
      }
      actions={offered([
        offer(
          reader,
          deleteSupportMacro,
          {
            icon: "trash-2",
            danger: true,
            ask: ["reason"],
            defaults: { macroId: id },
            doneHref: listPath(reader, supportMacros),
          },
          macro.path,
        ),
      ])}
      facts={factsOf(describeResource(supportMacros, caller, t, panel), values, [
        "kind",
        "priority",
        "resolves",
        "organization",
        "createdAt",
        "updatedAt",
      ])}
      target={{ type: "support-macros", id }}
    >
      <Card title={t("support.resources.support-macros.columns.body")}>
        <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">{macro.body}</p>
      </Card>
    </RecordPage>
  );
}
