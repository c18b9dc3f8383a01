import { Notice } from "@/components/ui/notice";
import { answerLost } from "@/lib/commerce/payment-attempts/failed-to-open";
import type { CellValue } from "@/lib/core/resource/description";
import type { Reader } from "../reader";

/** What stands in a payment's way, in the provider's words. */
export function PaymentNotice({
  reader: { t },
  payment,
}: {
  reader: Reader;
  payment: Record<string, CellValue>;
}) {
  const { state, failureCode, failureReason } = payment;
  const words = "commerce.pages.payment-attempts";
  if (state === "created" && failureCode === answerLost)
    return (
      <Notice tone="danger" title={t(`${words}.lost`)}>
        {t(`${words}.lostText`)}
      </Notice>
    );
  if (!failureReason) return null;
  return (
    <Notice
      tone={state === "failed" ? "danger" : "waiting"}
      title={t(state === "failed" ? `${words}.failed` : `${words}.declined`)}
    >
      <p className="[overflow-wrap:anywhere]">{String(failureReason)}</p>
      {failureCode ? <p className="font-mono text-xs">{String(failureCode)}</p> : null}
    </Notice>
  );
}
