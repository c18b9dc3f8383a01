import type { ReactNode } from "react";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { operatorOffers } from "@/components/console/operators/offers";
import { RoleGrants } from "@/components/console/operators/role-grants";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { SessionEnd } from "@/components/console/sessions/session-end";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { readOperator } from "@/lib/governance/operators/read";
import { operators } from "@/lib/governance/operators/resource";
import { sessions } from "@/lib/governance/sessions/resource";
import { signIns } from "@/lib/governance/sign-ins/resource";

export const generateMetadata = titled("governance.resources.operators.one");

const sessionColumns = ["browser", "state", "organization", "address", "createdAt", "lastSeenAt"];

export default async function OperatorPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, operators.permission), params]);
  const { caller, t, href } = reader;
  const [operator, values] = await orNotFound(
    Promise.all([readOperator(id, caller), record(operators, id, caller)]),
  );
  const description = describeResource(operators, caller, t, reader.panel);
  const states = description.columns.find((column) => column.key === "state")?.options ?? [];
  const fact = (key: string, value: ReactNode) => ({
    key,
    label: t(`governance.pages.operators.facts-labels.${key}`),
    value,
  });
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, operators, { label: operator.name })}
      title={operator.name}
      number={operator.id}
      state={{ value: operator.state, options: states }}
      beside={
        operator.lockedUntil ? <Badge tone="danger">{t("governance.pages.operators.locked")}</Badge> : null
      }
      description={operator.email}
      actions={operatorOffers(reader, operator)}
      factsTitle={t("governance.pages.operators.facts")}
      facts={[
        ...factsOf(description, values, ["organization", "lastSignInAt"], {
          always: ["lastSignInAt"],
          hrefs: { organization: href(`customers/organizations/${operator.organizationId}`) },
        }),
        fact(
          "secondFactor",
          operator.totpEnrolledAt ? (
            <Time value={operator.totpEnrolledAt.toISOString()} style="both" />
          ) : (
            t("governance.pages.operators.secondFactorNone")
          ),
        ),
        ...(operator.lockedUntil
          ? [
              fact(
                "lockedUntil",
                <>
                  <Time value={operator.lockedUntil.toISOString()} style="both" />
                  <span className="block text-ink-3 text-xs">
                    {t("governance.pages.operators.lockedBecause")}
                  </span>
                </>,
              ),
            ]
          : []),
        fact("sessions", operator.openSessions),
        fact("tokens", operator.openTokens),
        fact("language", t(`core.console.values.locale.${operator.locale}`)),
        ...(operator.disabledAt
          ? [
              fact(
                "disabled",
                <>
                  <Time value={operator.disabledAt.toISOString()} style="both" />
                  {operator.disabledReason ? <q className="block">{operator.disabledReason}</q> : null}
                </>,
              ),
            ]
          : []),
        ...factsOf(description, values, ["createdAt"]),
      ]}
      target={{ type: "operators", id }}
    >
      <RoleGrants reader={reader} operator={operator} />
      <RelatedList
        reader={reader}
        resource={sessions}
        filters={{ operatorId: id }}
        columns={sessionColumns}
        rowEnd={(sessionId, cells) => (
          <SessionEnd
            reader={reader}
            session={{
              id: sessionId,
              operatorId: id,
              state: cells[sessionColumns.indexOf("state")] ?? null,
              browser: cells[sessionColumns.indexOf("browser")] ?? null,
            }}
            path={operator.path}
          />
        )}
      />
      <RelatedList
        reader={reader}
        resource={signIns}
        filters={{ operatorId: id }}
        columns={["createdAt", "outcome", "address", "browser", "newDevice", "newNetwork"]}
      />
    </RecordPage>
  );
}
