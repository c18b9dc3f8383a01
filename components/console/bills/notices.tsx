import { CommandButton } from "@/components/form/command-button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { BillRecord } from "@/lib/billing/bills/read";
import { now } from "@/lib/core/clock";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import type { Reader } from "../reader";
import { Refresh } from "../refresh";
import { GoToPay } from "../top-ups/go-to-pay";
import { resolveOffer } from "./offers";

const texts = "billing.pages.bills";

/** What one must know of a bill first: that it is no bill yet or no more, disputed, overdue, or being paid. */
export function BillNotices({ reader, bill, pay }: { reader: Reader; bill: BillRecord; pay: boolean }) {
  return (
    <>
      <Standing reader={reader} bill={bill} />
      <Disputed reader={reader} bill={bill} />
      <Paying reader={reader} bill={bill} pay={pay} />
    </>
  );
}

function Standing({ reader: { t, href, caller }, bill }: { reader: Reader; bill: BillRecord }) {
  if (bill.state === "void")
    return (
      <Notice
        tone="over"
        title={t(`${texts}.voided`)}
        action={
          bill.replacedById ? (
            <Link href={href(`billing/bills/${bill.replacedById}`)} className="text-accent hover:underline">
              {t(`${texts}.replacedBy`)}
            </Link>
          ) : null
        }
      >
        {bill.voidReason}
      </Notice>
    );
  if (bill.state === "to_issue")
    return (
      <Notice
        tone="neutral"
        action={
          bill.replacesId ? (
            <Link href={href(`billing/bills/${bill.replacesId}`)} className="text-accent hover:underline">
              {t(`${texts}.see`)}
            </Link>
          ) : null
        }
      >
        {t(`${texts}.draft`)} {bill.replacesId ? t(`${texts}.replaces`) : null}
      </Notice>
    );
  if (bill.state === "issued") return <Refresh seconds={4} />;
  if (bill.due !== "0" && bill.dueAt && bill.dueAt < now())
    return (
      <Notice tone="danger" title={t(`${texts}.overdue`)}>
        {t(`${texts}.overdueText`, {
          day: formatTime(bill.dueAt, { locale: caller.locale, timeZone: bill.timeZone, style: "day" }),
        })}
      </Notice>
    );
  return null;
}

function Disputed({ reader, bill }: { reader: Reader; bill: BillRecord }) {
  const { t, caller } = reader;
  const { dispute, currency } = bill;
  if (!dispute) return null;
  const resolve = resolveOffer(reader, dispute, bill);
  return (
    <Notice
      tone="waiting"
      title={t(`${texts}.disputed`, { number: dispute.number })}
      action={resolve ? <CommandButton spec={resolve} size="sm" /> : null}
    >
      {t(`${texts}.disputedText`, {
        amount: formatMoney({ amount: dispute.amount, currency }, caller.locale),
        reason: dispute.reason,
      })}
    </Notice>
  );
}

function Paying({ reader: { t, caller }, bill, pay }: { reader: Reader; bill: BillRecord; pay: boolean }) {
  const { attempt, currency, due } = bill;
  if (!attempt || due === "0") return null;
  if (attempt.state === "processing")
    return (
      <Notice tone="progress" action={<Spinner />}>
        {t(`${texts}.underWay`)}
        <Refresh seconds={5} />
      </Notice>
    );
  if (attempt.payUrl)
    return (
      <Notice
        tone="waiting"
        title={t(`${texts}.waits`)}
        action={<GoToPay payUrl={attempt.payUrl} label={t(`${texts}.pay`)} now={pay} />}
      >
        {t(`${texts}.waitsText`, {
          amount: formatMoney({ amount: attempt.amount, currency }, caller.locale),
        })}
        <Refresh seconds={10} />
      </Notice>
    );
  return attempt.state === "created" || attempt.paymentMethodId ? (
    <Notice tone="waiting" action={<Spinner />}>
      {t(`${texts}.${attempt.paymentMethodId ? "charging" : "preparing"}`)}
      <Refresh seconds={2} />
    </Notice>
  ) : null;
}
