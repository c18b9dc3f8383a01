import { titled } from "@/components/console/metadata";
import { type PanelParams, readerOf, type Texts } from "@/components/console/reader";
import { CommandButton } from "@/components/form/command-button";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { requirePerson } from "@/lib/governance/auth/person";
import { browserName } from "@/lib/governance/sessions/browser-name";
import { ownSessions } from "@/lib/governance/sessions/own";
import { ownSignIns } from "@/lib/governance/sign-ins/own";
import { signInOutcomes } from "@/lib/governance/sign-ins/resource";
import { accountTabs } from "../tabs";

export const generateMetadata = titled("governance.account.sessions");

export default async function OwnSessionsPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerOf(params);
  const { t, href } = reader;
  const { operatorId, sessionId } = requirePerson(reader.caller);
  const [sessions, signIns] = await Promise.all([ownSessions(operatorId), ownSignIns(operatorId)]);
  return (
    <>
      <PageHeader
        title={t("governance.account.title")}
        tabs={accountTabs(reader)}
        activeTab={href("account/sessions")}
      />
      <div className="grid gap-4">
        <Card
          title={t("governance.account.sessions")}
          description={t("governance.account.sessionsHelp")}
          actions={
            sessions.length > 1 ? (
              <CommandButton
                spec={{
                  command: "sessions.revoke-others",
                  label: t("governance.account.signOutOthers"),
                  title: t("governance.commands.sessions.revoke-others.title"),
                  description: t("governance.commands.sessions.revoke-others.description"),
                  danger: true,
                }}
              />
            ) : null
          }
          flush
        >
          <ul className="divide-y divide-line">
            {sessions.map((session) => {
              const browser = nameOf(session.userAgent, t);
              return (
                <li
                  key={session.id}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
                >
                  <div className="min-w-0 flex-1 basis-60">
                    <p className="flex flex-wrap items-center gap-2">
                      <span className="font-medium">{browser}</span>
                      {session.id === sessionId ? (
                        <Badge tone="done">{t("governance.account.thisSession")}</Badge>
                      ) : null}
                    </p>
                    <p className="text-ink-3 text-xs">
                      <span className="font-mono">{session.address || "—"}</span>
                      {" · "}
                      {t("governance.account.started")} <Time value={session.createdAt.toISOString()} />
                      {" · "}
                      {t("governance.account.lastSeen")} <Time value={session.lastSeenAt.toISOString()} />
                    </p>
                  </div>
                  {session.id === sessionId ? null : (
                    <CommandButton
                      size="sm"
                      spec={{
                        command: "sessions.revoke",
                        label: t("governance.account.signOut"),
                        title: t("governance.account.signOutOf", { browser }),
                        description: t("governance.commands.sessions.revoke.description"),
                        defaults: { sessionId: session.id },
                        danger: true,
                        doneMessage: t("governance.account.signedOut"),
                      }}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </Card>
        <Card title={t("governance.account.history")} description={t("governance.account.historyHelp")} flush>
          <Table>
            <TableHead>
              <tr>
                <TableHeader>{t("governance.account.when")}</TableHeader>
                <TableHeader>{t("governance.account.outcome")}</TableHeader>
                <TableHeader>{t("governance.account.address")}</TableHeader>
                <TableHeader>{t("governance.account.browser")}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {signIns.map((entry) => (
                <TableRow key={entry.id}>
                  <TableCell className="whitespace-nowrap">
                    <Time value={entry.createdAt.toISOString()} style="minute" />
                  </TableCell>
                  <TableCell>
                    <Badge tone={signInOutcomes[entry.outcome]}>
                      {t(`governance.resources.sign-ins.values.outcome.${entry.outcome}`)}
                    </Badge>
                  </TableCell>
                  <TableCell className="whitespace-nowrap">
                    <span className="font-mono">{entry.address || "—"}</span>
                    {entry.newNetwork ? (
                      <span className="text-ink-3"> · {t("governance.account.newNetwork")}</span>
                    ) : null}
                  </TableCell>
                  <TableCell className="whitespace-nowrap">
                    {nameOf(entry.userAgent, t)}
                    {entry.newDevice ? (
                      <span className="text-ink-3"> · {t("governance.account.newDevice")}</span>
                    ) : null}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      </div>
    </>
  );
}

function nameOf(userAgent: string, t: Texts): string {
  const name = browserName(userAgent);
  return name ? t("governance.account.browserOn", name) : t("governance.account.unknownBrowser");
}
