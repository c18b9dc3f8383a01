import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { FilterWords } from "@/components/console/vouchers/filter-words";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { voucherIssues } from "@/lib/commerce/voucher-issues/resource";
import { resumeVoucherIssue } from "@/lib/commerce/voucher-issues/resume";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.voucher-issues.one");

const shown = [
  "template",
  "target",
  "issued",
  "total",
  "skipped",
  "reason",
  "operator",
  "createdAt",
  "endedAt",
];

export default async function VoucherIssuePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, voucherIssues.permission), params]);
  const { caller, t, href } = reader;
  const values = await orNotFound(record(voucherIssues, id, caller));
  const [issued, total] = [Number(values.issued), Number(values.total)];
  // Who had one already is done with, too.
  const done = issued + Number(values.skipped);
  const running = values.state === "running";
  const description = describeResource(voucherIssues, caller, t, reader.panel);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, voucherIssues, { label: String(values.template) })}
      title={String(values.template)}
      number={id}
      state={{ value: String(values.state), options: stateOptions(reader, voucherIssues) }}
      actions={
        values.state === "failed"
          ? offered([
              offer(reader, resumeVoucherIssue, { icon: "circle-play", defaults: { voucherIssueId: id } }),
            ])
          : []
      }
      notice={
        values.error ? (
          <Notice tone="danger" title={t("commerce.resources.voucher-issues.columns.error")}>
            {String(values.error)}
          </Notice>
        ) : null
      }
      factsTitle={t("commerce.pages.vouchers.issue_facts")}
      facts={factsOf(description, values, shown, {
        hrefs: { template: href(`commerce/voucher-templates/${values.templateId}`) },
      })}
      target={{ type: "voucher-issues", id }}
    >
      {running ? (
        <>
          <Refresh seconds={2} />
          <Progress
            value={total > 0 ? done / total : undefined}
            label={t("commerce.pages.vouchers.progress", { issued, total })}
          />
        </>
      ) : null}
      {values.filter ? (
        <FilterWords reader={reader} filter={values.filter as Record<string, string>} />
      ) : null}
      <RelatedList
        reader={reader}
        resource={vouchers}
        filters={{ issueId: id }}
        columns={[
          "number",
          values.target === "organizations" ? "organization" : "customer",
          "amount",
          "left",
          "state",
          "expiresAt",
        ]}
        title={t("commerce.pages.vouchers.issued")}
      />
    </RecordPage>
  );
}
