import { AccountMessages } from "@/components/account/account-messages";
import { ChangePassword } from "@/components/account/change-password";
import { Language } from "@/components/account/language";
import { SecondFactor } from "@/components/account/second-factor";
import { Facts } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerOf } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { requirePerson } from "@/lib/governance/auth/person";
import { ownAccount } from "@/lib/governance/operators/own-account";
import { setting } from "@/lib/settings/settings/read";
import { accountTabs } from "./tabs";

export const generateMetadata = titled("governance.account.title");

export default async function AccountPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerOf(params);
  const { t, href } = reader;
  const [account, { passwordMinLength }] = await Promise.all([
    ownAccount(requirePerson(reader.caller).operatorId),
    setting("auth"),
  ]);
  const at = (moment: Date | null) => (moment ? <Time value={moment.toISOString()} style="both" /> : null);
  return (
    <AccountMessages>
      <PageHeader
        title={t("governance.account.title")}
        tabs={accountTabs(reader)}
        activeTab={href("account")}
      />
      <div className="grid max-w-3xl gap-4">
        <Card title={t("governance.account.profile")} flush>
          <Facts
            facts={[
              { key: "name", label: t("governance.account.name"), value: account.name },
              { key: "email", label: t("governance.account.email"), value: account.email },
              {
                key: "organization",
                label: t("governance.account.organization"),
                value: account.organization.name,
              },
              {
                key: "language",
                label: t("governance.account.language"),
                value: (
                  <>
                    <Language locale={account.locale} />
                    <p className="mt-1 text-ink-3 text-xs">{t("governance.account.languageHelp")}</p>
                  </>
                ),
              },
            ]}
          />
        </Card>
        <Card
          title={t("governance.account.password")}
          actions={<ChangePassword email={account.email} minimum={passwordMinLength} />}
          flush
        >
          <Facts
            facts={[
              {
                key: "set",
                label: t("governance.account.passwordSince"),
                value: at(account.passwordSetAt),
              },
            ]}
          />
        </Card>
        <Card
          title={t("governance.account.secondFactor")}
          actions={<SecondFactor email={account.email} />}
          flush
        >
          <Facts
            facts={[
              {
                key: "enrolled",
                label: t("governance.account.enrolledSince"),
                value: at(account.totpEnrolledAt),
              },
              {
                key: "codes",
                label: t("governance.auth.recoveryCodes.list"),
                value: t("governance.account.codesLeft", { count: account._count.recoveryCodes }),
              },
            ]}
          />
        </Card>
      </div>
    </AccountMessages>
  );
}
