import { offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { endSessionOffer, isThisSession } from "@/components/console/sessions/offers";
import { stateOptions } from "@/components/console/state-options";
import { Badge } from "@/components/ui/badge";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { operators } from "@/lib/governance/operators/resource";
import { sessions } from "@/lib/governance/sessions/resource";

export const generateMetadata = titled("governance.resources.sessions.one");

const shown = [
  "operator",
  "email",
  "home",
  "organization",
  "address",
  "browser",
  "userAgent",
  "createdAt",
  "secondFactorAt",
  "lastSeenAt",
  "expiresAt",
  "revokedAt",
  "revokedReason",
];

export default async function SessionPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, sessions.permission), params]);
  const { caller, t, href, panel } = reader;
  const session = await orNotFound(record(sessions, id, caller));
  const { operator, operatorId, state, browser } = session;
  const seesOperators = mayRead(operators, reader);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, sessions, { label: String(operator) })}
      title={String(operator)}
      number={id}
      state={{ value: String(state), options: stateOptions(reader, sessions) }}
      beside={
        isThisSession(reader, id) ? <Badge tone="done">{t("governance.account.thisSession")}</Badge> : null
      }
      description={String(browser)}
      actions={offered([
        endSessionOffer(reader, {
          id,
          state: state ?? null,
          operatorId: operatorId ?? null,
          browser: browser ?? null,
        }),
      ])}
      facts={factsOf(describeResource(sessions, caller, t, panel), session, shown, {
        hrefs: { operator: seesOperators ? href(`governance/operators/${operatorId}`) : undefined },
      })}
      target={{ type: "sessions", id }}
    />
  );
}
