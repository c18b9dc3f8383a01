import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { commandsFrom } from "@/components/console/moves";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { GiveVouchers } from "@/components/console/vouchers/give-button";
import { voucherIssues } from "@/lib/commerce/voucher-issues/resource";
import { archiveVoucherTemplate } from "@/lib/commerce/voucher-templates/archive";
import { voucherTemplateMachine } from "@/lib/commerce/voucher-templates/machine";
import { readVoucherTemplate } from "@/lib/commerce/voucher-templates/read";
import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";
import { restoreVoucherTemplate } from "@/lib/commerce/voucher-templates/restore";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.voucher-templates.one");

const shown = [
  "amount",
  "description",
  "validDays",
  "validUntil",
  "minimumSpend",
  "trigger",
  "triggerDay",
  "organization",
  "createdAt",
];

export default async function VoucherTemplatePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, voucherTemplates.permission), params]);
  const { caller, t, href } = reader;
  const values = await orNotFound(record(voucherTemplates, id, caller));
  const { skus } = await readVoucherTemplate(id);
  const state = values.state as keyof typeof voucherTemplateMachine.states;
  const open = commandsFrom(voucherTemplateMachine, state);
  const description = describeResource(voucherTemplates, caller, t, reader.panel);
  const move = (command: typeof archiveVoucherTemplate, icon: string) =>
    open.has(command.name) ? offer(reader, command, { icon, defaults: { voucherTemplateId: id } }) : null;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, voucherTemplates, { label: String(values.name) })}
      title={String(values.name)}
      number={String(values.number)}
      state={{ value: state, options: stateOptions(reader, voucherTemplates) }}
      links={
        <>
          {may(caller, "commerce.voucher-templates.write") ? (
            <EditLink reader={reader} href={href(`commerce/voucher-templates/${id}/edit`)} />
          ) : null}
          {state === "active" ? (
            <GiveVouchers reader={reader} query={{ voucherTemplateId: id }} primary />
          ) : null}
        </>
      }
      actions={offered([
        move(archiveVoucherTemplate, "archive"),
        move(restoreVoucherTemplate, "circle-play"),
      ])}
      factsTitle={t("commerce.pages.vouchers.template_facts")}
      facts={[
        ...factsOf(description, values, shown),
        ...(skus.length > 0
          ? [
              {
                key: "skus",
                label: t("commerce.resources.voucher-templates.columns.skuIds"),
                value: skus.join(", "),
              },
            ]
          : []),
      ]}
      target={{ type: "voucher-templates", id }}
    >
      <RelatedList
        reader={reader}
        resource={voucherIssues}
        filters={{ templateId: id }}
        columns={["target", "state", "issued", "total", "operator", "createdAt"]}
        title={t("commerce.pages.vouchers.issues")}
      />
      <RelatedList
        reader={reader}
        resource={vouchers}
        filters={{ templateId: id }}
        columns={["number", "customer", "amount", "left", "state", "expiresAt"]}
        title={t("commerce.pages.vouchers.issued")}
      />
    </RecordPage>
  );
}
