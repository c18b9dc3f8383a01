import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { type Fact, factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { minutesText } from "@/components/console/support/minutes";
import { Badge } from "@/components/ui/badge";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { activateSlaPolicy } from "@/lib/support/sla-policies/activate";
import { deactivateSlaPolicy } from "@/lib/support/sla-policies/deactivate";
import { readSlaPolicy } from "@/lib/support/sla-policies/read";
import { slaPolicies } from "@/lib/support/sla-policies/resource";

export const generateMetadata = titled("support.resources.sla-policies.one");

export default async function SlaPolicyPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, slaPolicies.permission), params]);
  const { caller, t, href, panel } = reader;
  const [policy, values] = await orNotFound(
    Promise.all([readSlaPolicy(id, caller), record(slaPolicies, id, caller)]),
  );
  const { active, path } = policy;
  const description = describeResource(slaPolicies, caller, t, panel);
  const facts = (...keys: string[]) =>
    factsOf(description, values, keys, {
      hrefs: may(caller, "support.calendars.read", path)
        ? { calendar: href(`support/business-calendars/${policy.calendarId}`) }
        : {},
    });
  const times = (["firstResponseMinutes", "resolveMinutes", "warnMinutes"] as const).map(
    (key): Fact => ({
      key,
      label: t(`support.commands.sla-policies.update.fields.${key}`),
      value: minutesText(policy[key], t),
    }),
  );
  const move = active
    ? offer(
        reader,
        deactivateSlaPolicy,
        { icon: "circle-stop", danger: true, ask: ["reason"], defaults: { policyId: id } },
        path,
      )
    : offer(
        reader,
        activateSlaPolicy,
        { icon: "circle-play", ask: ["reason"], defaults: { policyId: id } },
        path,
      );
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, slaPolicies, { label: policy.name })}
      title={policy.name}
      number={id}
      beside={
        <Badge tone={active ? "done" : "over"}>
          {t(active ? "support.pages.policy.active" : "support.pages.policy.inactive")}
        </Badge>
      }
      links={
        may(caller, "support.sla-policies.write", path) ? (
          <EditLink reader={reader} href={href(`support/sla-policies/${id}/edit`)} />
        ) : null
      }
      actions={offered([move])}
      facts={[
        ...(policy.type
          ? facts("type")
          : [
              {
                key: "type",
                label: t("support.resources.sla-policies.columns.type"),
                value: t("support.pages.policy.anyType"),
              },
            ]),
        ...facts("priority"),
        ...times,
        ...facts("calendar", "organization", "createdAt", "updatedAt"),
      ]}
      target={{ type: "sla-policies", id }}
    />
  );
}
