import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { dismissRefundTask } from "@/lib/commerce/refund-tasks/dismiss";
import { refundTasks } from "@/lib/commerce/refund-tasks/resource";

export const generateMetadata = titled("commerce.resources.refund-tasks.label");

export default async function RefundTasksPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, refundTasks.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={refundTasks}
      searchParams={searchParams}
      bulk={offered([offer(reader, dismissRefundTask, { icon: "x", danger: true, ask: ["reason"] })]).map(
        (spec) => ({ ...spec, idField: "refundTaskId" }),
      )}
    />
  );
}
