import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { TopUpRecord } from "@/lib/billing/top-ups/read";
import type { Reader } from "../reader";
import { Refresh } from "../refresh";
import { SecretText } from "../secret-text";
import { GoToPay } from "./go-to-pay";

/** What one must know of a top-up first: that it waits, for whom, or why it does not go on. */
export function TopUpNotice({ reader, topUp, pay }: { reader: Reader; topUp: TopUpRecord; pay: boolean }) {
  const { t } = reader;
  const texts = "billing.pages.topUps";
  switch (topUp.state) {
    case "pending":
      return <Waiting reader={reader} topUp={topUp} pay={pay} />;
    case "in_review":
      return (
        <Notice tone="waiting" title={t(`${texts}.inReview`)}>
          {t(`${texts}.inReviewDescription`)}
        </Notice>
      );
    case "locked":
      return (
        <Notice tone="danger" title={t(`${texts}.locked`)}>
          {topUp.lockReason}
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="danger" title={t(`${texts}.failed`)}>
          {topUp.failureReason}
        </Notice>
      );
    case "refunding":
      return <Refresh seconds={5} />;
    default:
      return null;
  }
}

function Waiting({ reader: { t }, topUp, pay }: { reader: Reader; topUp: TopUpRecord; pay: boolean }) {
  const texts = "billing.pages.topUps";
  const { attempt } = topUp;
  if (!attempt)
    return (
      <Notice tone="waiting" title={t(`${texts}.waitsForBank`)}>
        {t(`${texts}.waitsForBankDescription`)}
      </Notice>
    );
  if (attempt.payUrl)
    return (
      <Notice
        tone="waiting"
        title={t(`${texts}.waits`)}
        action={<GoToPay payUrl={attempt.payUrl} label={t(`${texts}.pay`)} now={pay} />}
      >
        <p>{t(`${texts}.waitsDescription`)}</p>
        <div className="mt-2 max-w-xl">
          <SecretText label={t(`${texts}.copyLink`)} value={attempt.payUrl} />
        </div>
        <Refresh seconds={10} />
      </Notice>
    );
  const preparing = attempt.state === "created" && !topUp.automatic;
  return (
    <Notice tone={preparing ? "waiting" : "progress"} action={<Spinner />}>
      {t(preparing ? `${texts}.preparing` : `${texts}.underWay`)}
      <Refresh seconds={preparing ? 2 : 5} />
    </Notice>
  );
}
